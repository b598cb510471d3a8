-- The change log on SpatiaLite: triggers row by row; see postgis.sql, which says the same in sets.
--
-- Everything named change_log_… is put here by canvass.change_log.install and by nobody else.
-- There are no procedures: what several triggers do is a view with a trigger in place of inserting
-- into it. A document is named as the API names it: 32 hexadecimal digits get their dashes.

-- Who holds which list now, as turf.querysets.STANDING_LOANS says.
CREATE VIEW change_log_standing AS
SELECT assignment.organization_id, holder.membership_id, assignment.walk_list_id,
    assignment.script_version_id, assignment.literature_id
FROM canvass_assignment AS assignment
JOIN canvass_assignmentholder AS holder ON holder.assignment_id = assignment.id
WHERE assignment.state IN ('accepted', 'downloaded', 'offered');

-- The notices that follow from what stands in the database, for every loan that stands. Who lives
-- elsewhere than behind the listed door has moved. Of a closed building no door is to be knocked.
CREATE VIEW change_log_due AS
SELECT loan.organization_id, loan.membership_id, loan.walk_list_id, 'do_not_knock' AS kind,
    'door:' || listed.door_id AS subject, listed.door_id, NULL AS person_id,
    coalesce(
        min(household.do_not_knock_at, building.closed_at), household.do_not_knock_at,
        building.closed_at
    ) AS made_at
FROM change_log_standing AS loan
JOIN turf_listeddoor AS listed ON listed.walk_list_id = loan.walk_list_id
JOIN turf_door AS door ON door.id = listed.door_id
JOIN turf_building AS building ON building.id = door.building_id
LEFT JOIN turf_household AS household ON household.door_id = door.id
WHERE household.do_not_knock_at IS NOT NULL OR building.closed_at IS NOT NULL
UNION ALL
SELECT loan.organization_id, loan.membership_id, loan.walk_list_id,
    CASE person.standing WHEN 'deceased' THEN 'deceased' ELSE 'moved' END,
    'person:' || person.id, listed.door_id, person.id, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM change_log_standing AS loan
JOIN turf_listeddoor AS listed ON listed.walk_list_id = loan.walk_list_id
JOIN turf_listedperson AS resident ON resident.listed_door_id = listed.id
JOIN turf_person AS person ON person.id = resident.person_id
LEFT JOIN turf_household AS home ON home.id = person.household_id
WHERE person.standing <> 'resident' OR home.door_id IS NOT listed.door_id
UNION ALL
SELECT loan.organization_id, loan.membership_id, loan.walk_list_id, 'script_withdrawn',
    'script:' || version.id, NULL, NULL, version.withdrawn_at
FROM change_log_standing AS loan
JOIN canvass_scriptversion AS version ON version.id = loan.script_version_id
WHERE version.withdrawn_at IS NOT NULL
UNION ALL
SELECT loan.organization_id, loan.membership_id, loan.walk_list_id, 'literature_withdrawn',
    'literature:' || material.id, NULL, NULL, material.withdrawn_at
FROM change_log_standing AS loan
JOIN canvass_material AS material ON material.id = loan.literature_id
WHERE material.withdrawn_at IS NOT NULL;

-- A document came into scope, or changed.
CREATE VIEW change_log_told AS
SELECT NULL AS organization_id, NULL AS membership_id, NULL AS collection, NULL AS "row"
WHERE false;

CREATE TRIGGER change_log_tell INSTEAD OF INSERT ON change_log_told
BEGIN
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    VALUES (NEW.organization_id, NEW.membership_id, NEW.collection, NEW."row", false, 1, 0)
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = revision + 1, is_deleted = false;
END;

-- Brings the notices about doors, people and scripts to what is due, for one member and list. A
-- person's standing has no time of its own: its notice keeps the time it was made at.
CREATE VIEW change_log_noticed AS
SELECT NULL AS membership_id, NULL AS walk_list_id WHERE false;

CREATE TRIGGER change_log_tell_notices INSTEAD OF INSERT ON change_log_noticed
BEGIN
    DELETE FROM canvass_notice
    WHERE membership_id = NEW.membership_id
        AND walk_list_id = NEW.walk_list_id
        AND kind IN (
            'do_not_knock', 'moved', 'deceased', 'script_withdrawn', 'literature_withdrawn'
        )
        AND (kind, subject) NOT IN (
            SELECT kind, subject FROM change_log_due AS due
            WHERE due.membership_id = NEW.membership_id AND due.walk_list_id = NEW.walk_list_id
        );
    INSERT INTO canvass_notice (
        organization_id, membership_id, walk_list_id, kind, subject, door_id, person_id, made_at,
        text
    )
    SELECT organization_id, membership_id, walk_list_id, kind, subject, min(door_id), person_id,
        made_at, ''
    FROM change_log_due AS due
    WHERE due.membership_id = NEW.membership_id AND due.walk_list_id = NEW.walk_list_id
    GROUP BY kind, subject
    ON CONFLICT (membership_id, walk_list_id, kind, subject) DO UPDATE
        SET made_at = excluded.made_at
        WHERE made_at <> excluded.made_at
            AND kind IN ('do_not_knock', 'script_withdrawn', 'literature_withdrawn');
END;

-- Brings what one member has of one list in scope to what stands: the list, of its doors those
-- that were worked, and its notices. The list itself is told again.
CREATE VIEW change_log_loan AS
SELECT NULL AS membership_id, NULL AS walk_list_id WHERE false;

CREATE TRIGGER change_log_tell_loan INSTEAD OF INSERT ON change_log_loan
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    SELECT DISTINCT organization_id, membership_id, 'walk_lists',
        substr(walk_list_id, 1, 8) || '-' || substr(walk_list_id, 9, 4) || '-'
        || substr(walk_list_id, 13, 4) || '-' || substr(walk_list_id, 17, 4) || '-'
        || substr(walk_list_id, 21)
    FROM change_log_standing
    WHERE membership_id = NEW.membership_id AND walk_list_id = NEW.walk_list_id;
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    SELECT loan.organization_id, loan.membership_id, 'door_states', CAST(door.id AS TEXT)
    FROM change_log_standing AS loan
    JOIN turf_listeddoor AS door ON door.walk_list_id = loan.walk_list_id
    WHERE loan.membership_id = NEW.membership_id
        AND loan.walk_list_id = NEW.walk_list_id
        AND door.worked_at IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM canvass_change AS known
            WHERE known.membership_id = NEW.membership_id
                AND known.collection = 'door_states'
                AND known."row" = CAST(door.id AS TEXT)
                AND NOT known.is_deleted
        );
    UPDATE canvass_change
    SET seq = NULL, revision = revision + 1, is_deleted = true
    WHERE membership_id = NEW.membership_id
        AND NOT is_deleted
        AND (collection, "row") IN (
            SELECT 'walk_lists',
                substr(NEW.walk_list_id, 1, 8) || '-' || substr(NEW.walk_list_id, 9, 4) || '-'
                || substr(NEW.walk_list_id, 13, 4) || '-' || substr(NEW.walk_list_id, 17, 4)
                || '-' || substr(NEW.walk_list_id, 21)
            UNION ALL
            SELECT 'door_states', CAST(id AS TEXT)
            FROM turf_listeddoor WHERE walk_list_id = NEW.walk_list_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM change_log_standing AS loan
            WHERE loan.membership_id = NEW.membership_id
                AND loan.walk_list_id = NEW.walk_list_id
        );
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    VALUES (NEW.membership_id, NEW.walk_list_id);
END;

-- Loans

CREATE TRIGGER change_log_assignment_insert AFTER INSERT ON canvass_assignment
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT membership_id, NEW.walk_list_id
    FROM canvass_assignmentholder WHERE assignment_id = NEW.id;
END;

-- That the phone has a list is no news to it.
CREATE TRIGGER change_log_assignment_update AFTER UPDATE ON canvass_assignment
WHEN (
    replace(OLD.state, 'downloaded', 'accepted'), OLD.offered_at, OLD.expires_at,
    OLD.walk_list_id, OLD.script_version_id, OLD.literature_id
) IS NOT (
    replace(NEW.state, 'downloaded', 'accepted'), NEW.offered_at, NEW.expires_at,
    NEW.walk_list_id, NEW.script_version_id, NEW.literature_id
)
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT membership_id, NEW.walk_list_id
    FROM canvass_assignmentholder WHERE assignment_id = NEW.id
    UNION
    SELECT membership_id, OLD.walk_list_id
    FROM canvass_assignmentholder WHERE assignment_id = NEW.id;
    INSERT INTO canvass_notice (
        organization_id, membership_id, walk_list_id, kind, subject, made_at, text
    )
    SELECT NEW.organization_id, membership_id, NEW.walk_list_id, 'taken_back',
        'list:' || substr(NEW.walk_list_id, 1, 8) || '-' || substr(NEW.walk_list_id, 9, 4) || '-'
        || substr(NEW.walk_list_id, 13, 4) || '-' || substr(NEW.walk_list_id, 17, 4) || '-'
        || substr(NEW.walk_list_id, 21),
        coalesce(NEW.ended_at, strftime('%Y-%m-%d %H:%M:%f', 'now')), ''
    FROM canvass_assignmentholder
    WHERE assignment_id = NEW.id AND NEW.state = 'taken_back' AND OLD.state <> 'taken_back'
    ON CONFLICT (membership_id, walk_list_id, kind, subject) DO UPDATE
        SET made_at = excluded.made_at WHERE made_at <> excluded.made_at;
END;

CREATE TRIGGER change_log_assignment_delete AFTER DELETE ON canvass_assignment
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT membership_id, OLD.walk_list_id
    FROM canvass_assignmentholder WHERE assignment_id = OLD.id;
END;

CREATE TRIGGER change_log_holder_insert AFTER INSERT ON canvass_assignmentholder
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT NEW.membership_id, walk_list_id FROM canvass_assignment WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER change_log_holder_update AFTER UPDATE ON canvass_assignmentholder
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT OLD.membership_id, walk_list_id FROM canvass_assignment WHERE id = OLD.assignment_id
    UNION
    SELECT NEW.membership_id, walk_list_id FROM canvass_assignment WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER change_log_holder_delete AFTER DELETE ON canvass_assignmentholder
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT OLD.membership_id, walk_list_id FROM canvass_assignment WHERE id = OLD.assignment_id;
END;

-- Doors: a partner on the same list sees what was worked, and what was left again.

CREATE TRIGGER change_log_list_update AFTER UPDATE OF door_count ON turf_walklist
WHEN NEW.door_count <> OLD.door_count
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT DISTINCT membership_id, walk_list_id
    FROM change_log_standing WHERE walk_list_id = NEW.id;
END;

CREATE TRIGGER change_log_door_update AFTER UPDATE ON turf_listeddoor
WHEN NEW.worked_at IS NOT OLD.worked_at
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    SELECT organization_id, membership_id, 'door_states', CAST(NEW.id AS TEXT)
    FROM change_log_standing WHERE walk_list_id = NEW.walk_list_id;
END;

-- Knocks: a member's own, applied or waiting.

CREATE TRIGGER change_log_knock_insert AFTER INSERT ON canvass_knock
WHEN NEW.membership_id IS NOT NULL
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    VALUES (
        NEW.organization_id, NEW.membership_id, 'knocks',
        substr(NEW.uid, 1, 8) || '-' || substr(NEW.uid, 9, 4) || '-' || substr(NEW.uid, 13, 4)
        || '-' || substr(NEW.uid, 17, 4) || '-' || substr(NEW.uid, 21)
    );
END;

CREATE TRIGGER change_log_waiting_insert AFTER INSERT ON canvass_quarantineditem
WHEN NEW.membership_id IS NOT NULL AND NEW.uid IS NOT NULL
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    VALUES (
        NEW.organization_id, NEW.membership_id, 'knocks',
        substr(NEW.uid, 1, 8) || '-' || substr(NEW.uid, 9, 4) || '-' || substr(NEW.uid, 13, 4)
        || '-' || substr(NEW.uid, 17, 4) || '-' || substr(NEW.uid, 21)
    );
END;

CREATE TRIGGER change_log_waiting_update AFTER UPDATE ON canvass_quarantineditem
WHEN NEW.membership_id IS NOT NULL AND NEW.uid IS NOT NULL
    AND (NEW.membership_id, NEW.uid, NEW.state, NEW.code, NEW.message, NEW.document)
    IS NOT (OLD.membership_id, OLD.uid, OLD.state, OLD.code, OLD.message, OLD.document)
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    VALUES (
        NEW.organization_id, NEW.membership_id, 'knocks',
        substr(NEW.uid, 1, 8) || '-' || substr(NEW.uid, 9, 4) || '-' || substr(NEW.uid, 13, 4)
        || '-' || substr(NEW.uid, 17, 4) || '-' || substr(NEW.uid, 21)
    );
END;

-- Households, people and scripts: what a holder has to know at once.

CREATE TRIGGER change_log_building_update AFTER UPDATE OF closed_at ON turf_building
WHEN NEW.closed_at IS NOT OLD.closed_at
BEGIN
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM turf_door AS door
    JOIN turf_listeddoor AS listed ON listed.door_id = door.id
    JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
    WHERE door.building_id = NEW.id;
END;

CREATE TRIGGER change_log_household_insert AFTER INSERT ON turf_household
WHEN NEW.do_not_knock_at IS NOT NULL
BEGIN
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    SELECT loan.membership_id, loan.walk_list_id
    FROM turf_listeddoor AS listed
    JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
    WHERE listed.door_id = NEW.door_id;
END;

CREATE TRIGGER change_log_household_update AFTER UPDATE ON turf_household
WHEN (NEW.do_not_knock_at, NEW.door_id) IS NOT (OLD.do_not_knock_at, OLD.door_id)
BEGIN
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM turf_listeddoor AS listed
    JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
    WHERE listed.door_id IN (OLD.door_id, NEW.door_id);
END;

CREATE TRIGGER change_log_household_delete AFTER DELETE ON turf_household
WHEN OLD.do_not_knock_at IS NOT NULL
BEGIN
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    SELECT loan.membership_id, loan.walk_list_id
    FROM turf_listeddoor AS listed
    JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
    WHERE listed.door_id = OLD.door_id;
END;

CREATE TRIGGER change_log_person_update AFTER UPDATE ON turf_person
WHEN (NEW.standing, NEW.household_id) IS NOT (OLD.standing, OLD.household_id)
BEGIN
    INSERT INTO change_log_noticed (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM turf_listedperson AS resident
    JOIN turf_listeddoor AS listed ON listed.id = resident.listed_door_id
    JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
    WHERE resident.person_id = NEW.id;
END;

-- Who is confidential is taken off the lists that are out: those who hold one are told it again.
CREATE TRIGGER change_log_resident_delete AFTER DELETE ON turf_listedperson
BEGIN
    UPDATE canvass_change
    SET seq = NULL, revision = revision + 1
    WHERE id IN (
        SELECT known.id
        FROM turf_listeddoor AS listed
        JOIN change_log_standing AS loan ON loan.walk_list_id = listed.walk_list_id
        JOIN canvass_change AS known ON known.membership_id = loan.membership_id
            AND known.collection = 'walk_lists'
            AND known."row" = substr(loan.walk_list_id, 1, 8) || '-'
                || substr(loan.walk_list_id, 9, 4) || '-' || substr(loan.walk_list_id, 13, 4)
                || '-' || substr(loan.walk_list_id, 17, 4) || '-' || substr(loan.walk_list_id, 21)
        WHERE listed.id = OLD.listed_door_id AND NOT known.is_deleted
    );
END;

CREATE TRIGGER change_log_script_update AFTER UPDATE ON canvass_scriptversion
WHEN (NEW.withdrawn_at, NEW.published_at) IS NOT (OLD.withdrawn_at, OLD.published_at)
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM change_log_standing AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    LEFT JOIN canvass_fallbackscript AS fallback ON fallback.campaign_id = list.campaign_id
    WHERE loan.script_version_id = NEW.id OR fallback.version_id = NEW.id;
END;

CREATE TRIGGER change_log_fallback_insert AFTER INSERT ON canvass_fallbackscript
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM change_log_standing AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    WHERE list.campaign_id = NEW.campaign_id;
END;

CREATE TRIGGER change_log_fallback_update AFTER UPDATE ON canvass_fallbackscript
WHEN NEW.version_id IS NOT OLD.version_id
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT DISTINCT loan.membership_id, loan.walk_list_id
    FROM change_log_standing AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    WHERE list.campaign_id = NEW.campaign_id;
END;

-- What is left at doors may be left while its gate is open.

CREATE TRIGGER change_log_material_update AFTER UPDATE ON canvass_material
WHEN (NEW.withdrawn_at, NEW.published_at) IS NOT (OLD.withdrawn_at, OLD.published_at)
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT membership_id, walk_list_id FROM change_log_standing WHERE literature_id = NEW.id;
END;

-- What phones of a campaign are asked to measure.

CREATE TRIGGER change_log_campaign_update AFTER UPDATE OF asks_distance ON turf_campaign
WHEN NEW.asks_distance IS NOT OLD.asks_distance
BEGIN
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT loan.membership_id, loan.walk_list_id
    FROM change_log_standing AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    WHERE list.campaign_id = NEW.id;
END;

-- Notices, whoever wrote them.

CREATE TRIGGER change_log_notice_insert AFTER INSERT ON canvass_notice
BEGIN
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    VALUES (NEW.organization_id, NEW.membership_id, 'notices', CAST(NEW.id AS TEXT));
END;

CREATE TRIGGER change_log_notice_update AFTER UPDATE ON canvass_notice
WHEN (
    NEW.membership_id, NEW.kind, NEW.subject, NEW.walk_list_id, NEW.door_id, NEW.person_id,
    NEW.text, NEW.made_at
) IS NOT (
    OLD.membership_id, OLD.kind, OLD.subject, OLD.walk_list_id, OLD.door_id, OLD.person_id,
    OLD.text, OLD.made_at
)
BEGIN
    UPDATE canvass_change
    SET seq = NULL, revision = revision + 1, is_deleted = true
    WHERE OLD.membership_id <> NEW.membership_id
        AND membership_id = OLD.membership_id
        AND collection = 'notices'
        AND "row" = CAST(OLD.id AS TEXT)
        AND NOT is_deleted;
    INSERT INTO change_log_told (organization_id, membership_id, collection, "row")
    VALUES (NEW.organization_id, NEW.membership_id, 'notices', CAST(NEW.id AS TEXT));
END;

CREATE TRIGGER change_log_notice_delete AFTER DELETE ON canvass_notice
BEGIN
    UPDATE canvass_change
    SET seq = NULL, revision = revision + 1, is_deleted = true
    WHERE membership_id = OLD.membership_id
        AND collection = 'notices'
        AND "row" = CAST(OLD.id AS TEXT)
        AND NOT is_deleted;
END;

-- What happened while there was no log: everything that is known is told again, what is not is
-- told for the first time, and what went meanwhile goes.

CREATE VIEW change_log_missed AS
SELECT NULL AS since WHERE false;

CREATE TRIGGER change_log_catch_up INSTEAD OF INSERT ON change_log_missed
BEGIN
    UPDATE canvass_change
    SET seq = NULL, revision = revision + 1,
        is_deleted = collection = 'notices' AND NOT EXISTS (
            SELECT 1 FROM canvass_notice AS notice
            WHERE notice.id = CAST(canvass_change."row" AS INTEGER)
                AND notice.membership_id = canvass_change.membership_id
        )
    WHERE NOT is_deleted;
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT organization_id, membership_id, 'knocks',
        substr(uid, 1, 8) || '-' || substr(uid, 9, 4) || '-' || substr(uid, 13, 4)
        || '-' || substr(uid, 17, 4) || '-' || substr(uid, 21), false, 1, 0
    FROM (
        SELECT organization_id, membership_id, uid FROM canvass_knock
        UNION
        SELECT organization_id, membership_id, uid FROM canvass_quarantineditem
    ) AS kept
    WHERE membership_id IS NOT NULL AND uid IS NOT NULL
    ON CONFLICT (membership_id, collection, "row") DO NOTHING;
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT organization_id, membership_id, 'notices', CAST(id AS TEXT), false, 1, 0
    FROM canvass_notice WHERE true
    ON CONFLICT (membership_id, collection, "row") DO NOTHING;
    INSERT INTO change_log_loan (membership_id, walk_list_id)
    SELECT membership_id, walk_list_id FROM change_log_standing
    UNION
    SELECT membership_id, replace("row", '-', '')
    FROM canvass_change WHERE collection = 'walk_lists' AND NOT is_deleted;
END;
