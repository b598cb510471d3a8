-- Texts on PostGIS: what was published or decided about is never worded otherwise.
--
-- Everything named settled_text_… is put here by canvass.settled_texts and by nobody else. What is
-- not listed may change: when a text was published or withdrawn, and who wrote it.

CREATE FUNCTION settled_text_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(OLD.script_id, OLD.number, OLD.languages, OLD.first, OLD.cards, OLD.content_hash)
        IS DISTINCT FROM ROW(NEW.script_id, NEW.number, NEW.languages, NEW.first, NEW.cards, NEW.content_hash)
        AND (OLD.published_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = OLD.id))
    THEN
        RAISE EXCEPTION 'this text was published or decided about: write it anew' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER settled_text_of_version BEFORE UPDATE ON canvass_scriptversion
FOR EACH ROW EXECUTE FUNCTION settled_text_version_stays();

CREATE FUNCTION settled_text_material_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(OLD.campaign_id, OLD.kind, OLD.title, OLD.texts, OLD.content_hash)
        IS DISTINCT FROM ROW(NEW.campaign_id, NEW.kind, NEW.title, NEW.texts, NEW.content_hash)
        AND (OLD.published_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE material_id = OLD.id))
    THEN
        RAISE EXCEPTION 'this text was published or decided about: write it anew' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER settled_text_of_material BEFORE UPDATE ON canvass_material
FOR EACH ROW EXECUTE FUNCTION settled_text_material_stays();

CREATE FUNCTION settled_text_question_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(OLD.version_id, OLD.key, OLD.position, OLD.kind, OLD.wording, OLD.choices,
        OLD.next_by_answer, OLD.next_key, OLD.is_required, OLD.about, OLD.step)
        IS DISTINCT FROM ROW(NEW.version_id, NEW.key, NEW.position, NEW.kind, NEW.wording, NEW.choices,
        NEW.next_by_answer, NEW.next_key, NEW.is_required, NEW.about, NEW.step)
        AND (EXISTS (
            SELECT 1 FROM canvass_scriptversion AS version
            WHERE version.id = OLD.version_id AND (
                version.published_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = version.id)
            )
        ))
    THEN
        RAISE EXCEPTION 'this text was published or decided about: write it anew' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER settled_text_of_question BEFORE UPDATE ON canvass_question
FOR EACH ROW EXECUTE FUNCTION settled_text_question_stays();

CREATE FUNCTION settled_text_script_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(OLD.campaign_id, OLD.name)
        IS DISTINCT FROM ROW(NEW.campaign_id, NEW.name)
        AND (EXISTS (
            SELECT 1 FROM canvass_scriptversion AS version
            WHERE version.script_id = OLD.id AND (
                version.published_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = version.id)
            )
        ))
    THEN
        RAISE EXCEPTION 'this text was published or decided about: write it anew' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER settled_text_of_script BEFORE UPDATE ON canvass_script
FOR EACH ROW EXECUTE FUNCTION settled_text_script_stays();
