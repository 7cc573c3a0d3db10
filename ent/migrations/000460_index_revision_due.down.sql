DROP INDEX revision_due;
