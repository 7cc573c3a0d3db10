DROP INDEX verification_by_end;
