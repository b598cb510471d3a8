-- The audit on PostGIS: rows are added and stay as they are.
--
-- Everything named audit_log_… is put here by canvass.audit_log and by nobody else.

CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON canvass_auditentry
FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();

CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON canvass_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse();
