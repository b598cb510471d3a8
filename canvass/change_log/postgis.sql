-- The change log on PostGIS: triggers once a statement, over the rows it changed.
--
-- Everything named change_log_… is put here by canvass.change_log.install and by nobody else.
-- A document that changed loses its number, so that the next reader gives it a new one. What goes
-- out of scope becomes a tombstone by UPDATE alone: deleting a member or a whole organization
-- leaves no new row behind. Rows are written in a fixed order, so that writers wait in one.

-- Who holds which list now, as turf.querysets.STANDING_LOANS says.
CREATE FUNCTION change_log_standing()
RETURNS TABLE (
    organization_id bigint, membership_id bigint, walk_list_id uuid, script_version_id bigint,
    literature_id bigint
)
LANGUAGE sql STABLE AS $$
    SELECT assignment.organization_id, holder.membership_id, assignment.walk_list_id,
        assignment.script_version_id, assignment.literature_id
    FROM canvass_assignment AS assignment
    JOIN canvass_assignmentholder AS holder ON holder.assignment_id = assignment.id
    WHERE assignment.state IN ('accepted', 'downloaded', 'offered')
$$;

-- The notices that follow from what stands in the database, for every loan that stands. Who lives
-- elsewhere than behind the listed door has moved. Of a closed building no door is to be knocked.
CREATE FUNCTION change_log_due()
RETURNS TABLE (
    organization_id bigint, membership_id bigint, walk_list_id uuid, kind text, subject text,
    door_id bigint, person_id bigint, made_at timestamptz
)
LANGUAGE sql STABLE AS $$
    SELECT loan.organization_id, loan.membership_id, loan.walk_list_id,
        'do_not_knock', 'door:' || listed.door_id, listed.door_id, NULL::bigint,
        least(household.do_not_knock_at, building.closed_at)
    FROM change_log_standing() AS loan
    JOIN turf_listeddoor AS listed ON listed.walk_list_id = loan.walk_list_id
    JOIN turf_door AS door ON door.id = listed.door_id
    JOIN turf_building AS building ON building.id = door.building_id
    LEFT JOIN turf_household AS household ON household.door_id = door.id
    WHERE household.do_not_knock_at IS NOT NULL OR building.closed_at IS NOT NULL
    UNION ALL
    SELECT loan.organization_id, loan.membership_id, loan.walk_list_id,
        CASE person.standing WHEN 'deceased' THEN 'deceased' ELSE 'moved' END,
        'person:' || person.id, listed.door_id, person.id, now()
    FROM change_log_standing() AS loan
    JOIN turf_listeddoor AS listed ON listed.walk_list_id = loan.walk_list_id
    JOIN turf_listedperson AS resident ON resident.listed_door_id = listed.id
    JOIN turf_person AS person ON person.id = resident.person_id
    LEFT JOIN turf_household AS home ON home.id = person.household_id
    WHERE person.standing <> 'resident' OR home.door_id IS DISTINCT FROM listed.door_id
    UNION ALL
    SELECT loan.organization_id, loan.membership_id, loan.walk_list_id,
        'script_withdrawn', 'script:' || version.id, NULL, NULL, version.withdrawn_at
    FROM change_log_standing() AS loan
    JOIN canvass_scriptversion AS version ON version.id = loan.script_version_id
    WHERE version.withdrawn_at IS NOT NULL
    UNION ALL
    SELECT loan.organization_id, loan.membership_id, loan.walk_list_id,
        'literature_withdrawn', 'literature:' || material.id, NULL, NULL, material.withdrawn_at
    FROM change_log_standing() AS loan
    JOIN canvass_material AS material ON material.id = loan.literature_id
    WHERE material.withdrawn_at IS NOT NULL
$$;

-- Whoever begins or ends a loan of these lists waits for whoever changes what they tell, and the
-- other way round: neither could see the other's rows before it commits. Those who only change
-- what is told do not wait for each other. A fixed number of locks serves any number of lists.
CREATE FUNCTION change_log_lock(lists uuid[], is_exclusive boolean)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM CASE WHEN is_exclusive
        THEN pg_advisory_xact_lock(1398034288, place)
        ELSE pg_advisory_xact_lock_shared(1398034288, place)
    END
    FROM (
        SELECT DISTINCT hashtext(list::text) & 1023 AS place FROM unnest(lists) AS list
        ORDER BY place
    ) AS places;
END $$;

-- Brings the notices about doors, people and scripts to what is due, for these pairs of member
-- and list. A person's standing has no time of its own: its notice keeps the time it was made at.
-- What is due is asked pair by pair and by index, whatever the planner believes of tables that it
-- has not looked at yet: else it asks it of the whole campaign, once for each notice or door.
CREATE FUNCTION change_log_tell_notices(members bigint[], lists uuid[])
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    WITH told AS MATERIALIZED (
        SELECT DISTINCT membership_id, walk_list_id
        FROM unnest(members, lists) AS told (membership_id, walk_list_id)
    ), due AS MATERIALIZED (
        SELECT due.* FROM told CROSS JOIN LATERAL (
            SELECT * FROM change_log_due() AS one
            WHERE one.membership_id = told.membership_id AND one.walk_list_id = told.walk_list_id
            OFFSET 0
        ) AS due
    ), settled AS (
        DELETE FROM canvass_notice AS notice USING told
        WHERE notice.membership_id = told.membership_id
            AND notice.walk_list_id = told.walk_list_id
            AND notice.kind IN (
                'do_not_knock', 'moved', 'deceased', 'script_withdrawn', 'literature_withdrawn'
            )
            AND (notice.membership_id, notice.walk_list_id, notice.kind, notice.subject)
                NOT IN (SELECT membership_id, walk_list_id, kind, subject FROM due)
    )
    INSERT INTO canvass_notice (
        organization_id, membership_id, walk_list_id, kind, subject, door_id, person_id, made_at,
        text
    )
    SELECT DISTINCT ON (membership_id, walk_list_id, kind, subject)
        organization_id, membership_id, walk_list_id, kind, subject, door_id, person_id, made_at, ''
    FROM due
    ORDER BY membership_id, walk_list_id, kind, subject, door_id
    ON CONFLICT (membership_id, walk_list_id, kind, subject) DO UPDATE
        SET made_at = excluded.made_at
        WHERE canvass_notice.made_at <> excluded.made_at
            AND canvass_notice.kind IN ('do_not_knock', 'script_withdrawn', 'literature_withdrawn');
END $$;

-- Brings what these pairs of member and list have in scope to what stands: the list, of its doors
-- those that were worked, and its notices. The list itself is told again. By index, as above.
CREATE FUNCTION change_log_tell_loans(members bigint[], lists uuid[])
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF members IS NULL THEN
        RETURN;
    END IF;
    PERFORM change_log_lock(lists, true);
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT DISTINCT organization_id, membership_id, 'walk_lists', walk_list_id::text, false, 1, 0
    FROM change_log_standing()
    JOIN unnest(members, lists) AS told (membership_id, walk_list_id)
        USING (membership_id, walk_list_id)
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT DISTINCT loan.organization_id, membership_id, 'door_states', door.id::text, false, 1, 0
    FROM change_log_standing() AS loan
    JOIN unnest(members, lists) AS told (membership_id, walk_list_id)
        USING (membership_id, walk_list_id)
    JOIN turf_listeddoor AS door USING (walk_list_id)
    WHERE door.worked_at IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM canvass_change AS known
            WHERE known.membership_id = loan.membership_id
                AND known.collection = 'door_states'
                AND known.row = door.id::text
                AND NOT known.is_deleted
        )
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    UPDATE canvass_change AS known
    SET seq = NULL, revision = known.revision + 1, is_deleted = true
    FROM (
        SELECT membership_id, walk_list_id
        FROM unnest(members, lists) AS told (membership_id, walk_list_id)
        EXCEPT SELECT membership_id, walk_list_id FROM change_log_standing()
        WHERE walk_list_id = ANY (lists)
    ) AS lost
    CROSS JOIN LATERAL (
        SELECT 'walk_lists', lost.walk_list_id::text
        UNION ALL
        SELECT 'door_states', door.id::text
        FROM turf_listeddoor AS door WHERE door.walk_list_id = lost.walk_list_id
    ) AS gone (collection, "row")
    WHERE known.membership_id = lost.membership_id
        AND known.collection = gone.collection
        AND known.row = gone.row
        AND NOT known.is_deleted;
    PERFORM change_log_tell_notices(members, lists);
END $$;

-- Tells the notices of all who hold one of these lists.
CREATE FUNCTION change_log_tell_holders(lists uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF lists IS NULL THEN
        RETURN;
    END IF;
    PERFORM change_log_lock(lists, false);
    PERFORM change_log_tell_notices(array_agg(membership_id), array_agg(walk_list_id))
    FROM change_log_standing() WHERE walk_list_id = ANY (lists)
    HAVING count(*) > 0;
END $$;

-- Loans

CREATE FUNCTION change_log_assignment_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(holder.membership_id), array_agg(after.walk_list_id))
    FROM new_rows AS after JOIN canvass_assignmentholder AS holder ON holder.assignment_id = after.id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_assignment_insert AFTER INSERT ON canvass_assignment
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_assignment_begins();

-- That the phone has a list is no news to it.
CREATE FUNCTION change_log_assignment_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(holder.membership_id), array_agg(list))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN canvass_assignmentholder AS holder ON holder.assignment_id = after.id
    CROSS JOIN unnest(ARRAY[before.walk_list_id, after.walk_list_id]) AS list
    WHERE (
        replace(before.state, 'downloaded', 'accepted'), before.offered_at, before.expires_at,
        before.walk_list_id, before.script_version_id, before.literature_id
    ) IS DISTINCT FROM (
        replace(after.state, 'downloaded', 'accepted'), after.offered_at, after.expires_at,
        after.walk_list_id, after.script_version_id, after.literature_id
    );
    INSERT INTO canvass_notice (
        organization_id, membership_id, walk_list_id, kind, subject, made_at, text
    )
    SELECT DISTINCT ON (2, 3) after.organization_id, holder.membership_id, after.walk_list_id,
        'taken_back', 'list:' || after.walk_list_id, coalesce(after.ended_at, now()), ''
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN canvass_assignmentholder AS holder ON holder.assignment_id = after.id
    WHERE after.state = 'taken_back' AND before.state <> 'taken_back'
    ORDER BY 2, 3, 6 DESC
    ON CONFLICT (membership_id, walk_list_id, kind, subject) DO UPDATE
        SET made_at = excluded.made_at WHERE canvass_notice.made_at <> excluded.made_at;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_assignment_update AFTER UPDATE ON canvass_assignment
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_assignment_changes();

CREATE FUNCTION change_log_assignment_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(holder.membership_id), array_agg(before.walk_list_id))
    FROM old_rows AS before JOIN canvass_assignmentholder AS holder ON holder.assignment_id = before.id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_assignment_delete AFTER DELETE ON canvass_assignment
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_assignment_ends();

CREATE FUNCTION change_log_holder_comes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(after.membership_id), array_agg(loan.walk_list_id))
    FROM new_rows AS after JOIN canvass_assignment AS loan ON loan.id = after.assignment_id;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_holder_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(before.membership_id), array_agg(loan.walk_list_id))
    FROM old_rows AS before JOIN canvass_assignment AS loan ON loan.id = before.assignment_id;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_holder_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(held.membership_id), array_agg(loan.walk_list_id))
    FROM (
        SELECT membership_id, assignment_id FROM old_rows
        UNION SELECT membership_id, assignment_id FROM new_rows
    ) AS held
    JOIN canvass_assignment AS loan ON loan.id = held.assignment_id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_holder_insert AFTER INSERT ON canvass_assignmentholder
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_holder_comes();

CREATE TRIGGER change_log_holder_update AFTER UPDATE ON canvass_assignmentholder
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_holder_changes();

CREATE TRIGGER change_log_holder_delete AFTER DELETE ON canvass_assignmentholder
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_holder_goes();

-- Doors: a partner on the same list sees what was worked, and what was left again.

CREATE FUNCTION change_log_door_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lists uuid[] := (
        SELECT array_agg(DISTINCT after.walk_list_id)
        FROM old_rows AS before JOIN new_rows AS after USING (id)
        WHERE after.worked_at IS DISTINCT FROM before.worked_at
    );
BEGIN
    IF lists IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM change_log_lock(lists, false);
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT DISTINCT loan.organization_id, loan.membership_id, 'door_states', after.id::text,
        false, 1, 0
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN change_log_standing() AS loan ON loan.walk_list_id = after.walk_list_id
    WHERE after.worked_at IS DISTINCT FROM before.worked_at
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_door_update AFTER UPDATE ON turf_listeddoor
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_door_changes();

-- A door that was found on the way stands on the list from then on.

CREATE FUNCTION change_log_list_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(loan.membership_id), array_agg(after.id))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN change_log_standing() AS loan ON loan.walk_list_id = after.id
    WHERE after.door_count <> before.door_count;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_list_update AFTER UPDATE ON turf_walklist
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_list_changes();

-- Knocks: a member's own, applied or waiting.

CREATE FUNCTION change_log_knock_comes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT DISTINCT organization_id, membership_id, 'knocks', uid::text, false, 1, 0
    FROM new_rows
    WHERE membership_id IS NOT NULL AND uid IS NOT NULL
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_knock_insert AFTER INSERT ON canvass_knock
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_knock_comes();

CREATE TRIGGER change_log_waiting_insert AFTER INSERT ON canvass_quarantineditem
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_knock_comes();

CREATE FUNCTION change_log_waiting_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT DISTINCT after.organization_id, after.membership_id, 'knocks', after.uid::text, false, 1, 0
    FROM old_rows AS before JOIN new_rows AS after USING (id)
    WHERE after.membership_id IS NOT NULL AND after.uid IS NOT NULL
        AND (after.membership_id, after.uid, after.state, after.code, after.message, after.document)
        IS DISTINCT FROM
        (before.membership_id, before.uid, before.state, before.code, before.message, before.document)
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_waiting_update AFTER UPDATE ON canvass_quarantineditem
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_waiting_changes();

-- Households, people and scripts: what a holder has to know at once.

CREATE FUNCTION change_log_household_comes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_holders(array_agg(DISTINCT listed.walk_list_id))
    FROM new_rows AS after JOIN turf_listeddoor AS listed ON listed.door_id = after.door_id
    WHERE after.do_not_knock_at IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_household_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_holders(array_agg(DISTINCT listed.walk_list_id))
    FROM old_rows AS before JOIN turf_listeddoor AS listed ON listed.door_id = before.door_id
    WHERE before.do_not_knock_at IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_household_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_holders(array_agg(DISTINCT listed.walk_list_id))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN turf_listeddoor AS listed ON listed.door_id IN (before.door_id, after.door_id)
    WHERE (after.do_not_knock_at, after.door_id) IS DISTINCT FROM (before.do_not_knock_at, before.door_id);
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_household_insert AFTER INSERT ON turf_household
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_household_comes();

CREATE TRIGGER change_log_household_update AFTER UPDATE ON turf_household
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_household_changes();

CREATE TRIGGER change_log_household_delete AFTER DELETE ON turf_household
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_household_goes();

CREATE FUNCTION change_log_building_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed bigint[] := (
        SELECT array_agg(after.id)
        FROM old_rows AS before JOIN new_rows AS after USING (id)
        WHERE after.closed_at IS DISTINCT FROM before.closed_at
    );
BEGIN
    IF closed IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM change_log_tell_holders(array_agg(DISTINCT listed.walk_list_id))
    FROM turf_door AS door JOIN turf_listeddoor AS listed ON listed.door_id = door.id
    WHERE door.building_id = ANY (closed);
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_building_update AFTER UPDATE ON turf_building
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_building_changes();

CREATE FUNCTION change_log_person_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_holders(array_agg(DISTINCT listed.walk_list_id))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN turf_listedperson AS resident ON resident.person_id = after.id
    JOIN turf_listeddoor AS listed ON listed.id = resident.listed_door_id
    WHERE (after.standing, after.household_id) IS DISTINCT FROM (before.standing, before.household_id);
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_person_update AFTER UPDATE ON turf_person
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_person_changes();

-- Who is confidential is taken off the lists that are out: those who hold one are told it again.
-- By UPDATE alone: a member, a list or all of an organization may be going with them.
CREATE FUNCTION change_log_resident_goes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lists uuid[] := (
        SELECT array_agg(DISTINCT listed.walk_list_id)
        FROM old_rows AS before JOIN turf_listeddoor AS listed ON listed.id = before.listed_door_id
    );
BEGIN
    IF lists IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM change_log_lock(lists, false);
    UPDATE canvass_change AS known
    SET seq = NULL, revision = known.revision + 1
    FROM change_log_standing() AS loan
    WHERE loan.walk_list_id = ANY (lists)
        AND known.membership_id = loan.membership_id
        AND known.collection = 'walk_lists'
        AND known.row = loan.walk_list_id::text
        AND NOT known.is_deleted;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_resident_delete AFTER DELETE ON turf_listedperson
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_resident_goes();

CREATE FUNCTION change_log_script_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(loan.membership_id), array_agg(loan.walk_list_id))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN change_log_standing() AS loan ON true
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    LEFT JOIN canvass_fallbackscript AS fallback ON fallback.campaign_id = list.campaign_id
    WHERE (after.withdrawn_at, after.published_at)
            IS DISTINCT FROM (before.withdrawn_at, before.published_at)
        AND after.id IN (loan.script_version_id, fallback.version_id);
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_script_update AFTER UPDATE ON canvass_scriptversion
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_script_changes();

CREATE FUNCTION change_log_fallback_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(loan.membership_id), array_agg(loan.walk_list_id))
    FROM change_log_standing() AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    WHERE list.campaign_id = NEW.campaign_id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_fallback_insert AFTER INSERT ON canvass_fallbackscript
FOR EACH ROW EXECUTE FUNCTION change_log_fallback_changes();

CREATE TRIGGER change_log_fallback_update AFTER UPDATE ON canvass_fallbackscript
FOR EACH ROW WHEN (NEW.version_id IS DISTINCT FROM OLD.version_id)
EXECUTE FUNCTION change_log_fallback_changes();

-- What is left at doors may be left while its gate is open.

CREATE FUNCTION change_log_material_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(loan.membership_id), array_agg(loan.walk_list_id))
    FROM old_rows AS before
    JOIN new_rows AS after USING (id)
    JOIN change_log_standing() AS loan ON loan.literature_id = after.id
    WHERE (after.withdrawn_at, after.published_at)
        IS DISTINCT FROM (before.withdrawn_at, before.published_at);
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_material_update AFTER UPDATE ON canvass_material
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_material_changes();

-- What phones of a campaign are asked to measure.

CREATE FUNCTION change_log_campaign_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM change_log_tell_loans(array_agg(loan.membership_id), array_agg(loan.walk_list_id))
    FROM change_log_standing() AS loan
    JOIN turf_walklist AS list ON list.id = loan.walk_list_id
    WHERE list.campaign_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_campaign_update AFTER UPDATE ON turf_campaign
FOR EACH ROW WHEN (NEW.asks_distance IS DISTINCT FROM OLD.asks_distance)
EXECUTE FUNCTION change_log_campaign_changes();

-- Notices, whoever wrote them.

CREATE FUNCTION change_log_notice_comes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT organization_id, membership_id, 'notices', id::text, false, 1, 0
    FROM new_rows
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_notice_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE canvass_change AS known
    SET seq = NULL, revision = known.revision + 1, is_deleted = true
    FROM old_rows AS before
    WHERE known.membership_id = before.membership_id
        AND known.collection = 'notices'
        AND known.row = before.id::text
        AND NOT known.is_deleted;
    RETURN NULL;
END $$;

CREATE FUNCTION change_log_notice_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE canvass_change AS known
    SET seq = NULL, revision = known.revision + 1, is_deleted = true
    FROM old_rows AS before JOIN new_rows AS after USING (id)
    WHERE before.membership_id <> after.membership_id
        AND known.membership_id = before.membership_id
        AND known.collection = 'notices'
        AND known.row = before.id::text
        AND NOT known.is_deleted;
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT after.organization_id, after.membership_id, 'notices', after.id::text, false, 1, 0
    FROM old_rows AS before JOIN new_rows AS after USING (id)
    WHERE after.* IS DISTINCT FROM before.*
    ORDER BY 2, 4
    ON CONFLICT (membership_id, collection, "row") DO UPDATE
        SET seq = NULL, revision = canvass_change.revision + 1, is_deleted = false;
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_notice_insert AFTER INSERT ON canvass_notice
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_notice_comes();

CREATE TRIGGER change_log_notice_update AFTER UPDATE ON canvass_notice
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_notice_changes();

CREATE TRIGGER change_log_notice_delete AFTER DELETE ON canvass_notice
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION change_log_notice_goes();

-- What happened while there was no log: everything that is known is told again, what is not is
-- told for the first time, and what went meanwhile goes.

CREATE FUNCTION change_log_catch_up() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE canvass_change AS known
    SET seq = NULL, revision = known.revision + 1,
        is_deleted = known.collection = 'notices' AND NOT EXISTS (
            SELECT FROM canvass_notice AS notice
            WHERE notice.id::text = known.row AND notice.membership_id = known.membership_id
        )
    WHERE NOT known.is_deleted;
    INSERT INTO canvass_change (
        organization_id, membership_id, collection, "row", is_deleted, revision, counted
    )
    SELECT organization_id, membership_id, 'knocks', uid::text, false, 1, 0
    FROM canvass_knock WHERE membership_id IS NOT NULL
    UNION
    SELECT organization_id, membership_id, 'knocks', uid::text, false, 1, 0
    FROM canvass_quarantineditem WHERE membership_id IS NOT NULL AND uid IS NOT NULL
    UNION
    SELECT organization_id, membership_id, 'notices', id::text, false, 1, 0
    FROM canvass_notice
    ON CONFLICT (membership_id, collection, "row") DO NOTHING;
    PERFORM change_log_tell_loans(array_agg(membership_id), array_agg(walk_list_id))
    FROM (
        SELECT membership_id, walk_list_id FROM change_log_standing()
        UNION
        SELECT membership_id, "row"::uuid
        FROM canvass_change WHERE collection = 'walk_lists' AND NOT is_deleted
    ) AS lent;
END $$;
