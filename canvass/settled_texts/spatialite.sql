-- Texts on SpatiaLite: what was published or decided about is never worded otherwise.
--
-- Everything named settled_text_… is put here by canvass.settled_texts and by nobody else.

CREATE TRIGGER settled_text_of_version BEFORE UPDATE ON canvass_scriptversion
WHEN (OLD.script_id IS NOT NEW.script_id
    OR OLD.number IS NOT NEW.number
    OR OLD.languages IS NOT NEW.languages
    OR OLD.first IS NOT NEW.first
    OR OLD.cards IS NOT NEW.cards
    OR OLD.content_hash IS NOT NEW.content_hash)
    AND (OLD.published_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = OLD.id))
BEGIN
    SELECT RAISE(ABORT, 'this text was published or decided about: write it anew');
END;

CREATE TRIGGER settled_text_of_material BEFORE UPDATE ON canvass_material
WHEN (OLD.campaign_id IS NOT NEW.campaign_id
    OR OLD.kind IS NOT NEW.kind
    OR OLD.title IS NOT NEW.title
    OR OLD.texts IS NOT NEW.texts
    OR OLD.content_hash IS NOT NEW.content_hash)
    AND (OLD.published_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE material_id = OLD.id))
BEGIN
    SELECT RAISE(ABORT, 'this text was published or decided about: write it anew');
END;

CREATE TRIGGER settled_text_of_question BEFORE UPDATE ON canvass_question
WHEN (OLD.version_id IS NOT NEW.version_id
    OR OLD.key IS NOT NEW.key
    OR OLD.position IS NOT NEW.position
    OR OLD.kind IS NOT NEW.kind
    OR OLD.wording IS NOT NEW.wording
    OR OLD.choices IS NOT NEW.choices
    OR OLD.next_by_answer IS NOT NEW.next_by_answer
    OR OLD.next_key IS NOT NEW.next_key
    OR OLD.is_required IS NOT NEW.is_required
    OR OLD.about IS NOT NEW.about
    OR OLD.step IS NOT NEW.step)
    AND (EXISTS (
            SELECT 1 FROM canvass_scriptversion AS version
            WHERE version.id = OLD.version_id AND (
                version.published_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = version.id)
            )
        ))
BEGIN
    SELECT RAISE(ABORT, 'this text was published or decided about: write it anew');
END;

CREATE TRIGGER settled_text_of_script BEFORE UPDATE ON canvass_script
WHEN (OLD.campaign_id IS NOT NEW.campaign_id
    OR OLD.name IS NOT NEW.name)
    AND (EXISTS (
            SELECT 1 FROM canvass_scriptversion AS version
            WHERE version.script_id = OLD.id AND (
                version.published_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = version.id)
            )
        ))
BEGIN
    SELECT RAISE(ABORT, 'this text was published or decided about: write it anew');
END;
