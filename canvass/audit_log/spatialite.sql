-- The audit on SpatiaLite: rows are added and stay as they are; see postgis.sql.
--
-- Everything named audit_log_… is put here by canvass.audit_log and by nobody else.

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON canvass_auditentry
BEGIN
    SELECT RAISE(ABORT, 'the audit is only ever added to');
END;

CREATE TRIGGER audit_log_is_not_emptied BEFORE DELETE ON canvass_auditentry
BEGIN
    SELECT RAISE(ABORT, 'the audit is only ever added to');
END;
