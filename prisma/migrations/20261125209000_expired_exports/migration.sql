-- Every minute somebody asks which archives are past their time. Of all rows only those that are still there to be removed matter.
DROP INDEX console.data_export_expires_at_idx;
CREATE INDEX data_export_to_expire ON console.data_export (expires_at) WHERE state = 'ready';
