-- Texts on PostGIS: what was published or decided about is never worded otherwise.
--
-- Everything named settled_text_… is put here by canvass.settled_texts and by nobody else. Each
-- trigger names the columns that are worded; others may change: when a text was published or
-- withdrawn, and who wrote it. They are named as words, which no later change of a column minds.

CREATE FUNCTION settled_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_settled boolean;
    versions bigint[];
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM unnest(TG_ARGV) AS worded
        WHERE to_jsonb(OLD) -> worded IS DISTINCT FROM to_jsonb(NEW) -> worded
    ) THEN
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'canvass_material' THEN
        is_settled := OLD.published_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE material_id = OLD.id);
    ELSE
        IF TG_TABLE_NAME = 'canvass_scriptversion' THEN
            versions := ARRAY[OLD.id];
        ELSIF TG_TABLE_NAME = 'canvass_question' THEN
            versions := ARRAY[OLD.version_id];
        ELSE
            versions := ARRAY(SELECT id FROM canvass_scriptversion WHERE script_id = OLD.id);
        END IF;
        is_settled := EXISTS (
            SELECT 1 FROM canvass_scriptversion AS version
            WHERE version.id = ANY (versions) AND (
                version.published_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM canvass_gaterecord WHERE script_version_id = version.id)
            )
        );
    END IF;
    IF is_settled THEN
        RAISE EXCEPTION 'this text was published or decided about: write it anew' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER settled_text_of_version BEFORE UPDATE ON canvass_scriptversion
FOR EACH ROW EXECUTE FUNCTION settled_text_stays(
    'script_id', 'number', 'languages', 'first', 'cards', 'content_hash'
);

CREATE TRIGGER settled_text_of_material BEFORE UPDATE ON canvass_material
FOR EACH ROW EXECUTE FUNCTION settled_text_stays(
    'campaign_id', 'kind', 'title', 'texts', 'content_hash'
);

CREATE TRIGGER settled_text_of_question BEFORE UPDATE ON canvass_question
FOR EACH ROW EXECUTE FUNCTION settled_text_stays(
    'version_id', 'key', 'position', 'kind', 'wording', 'choices', 'next_by_answer', 'next_key',
    'is_required', 'about', 'step'
);

CREATE TRIGGER settled_text_of_script BEFORE UPDATE ON canvass_script
FOR EACH ROW EXECUTE FUNCTION settled_text_stays('campaign_id', 'name');
