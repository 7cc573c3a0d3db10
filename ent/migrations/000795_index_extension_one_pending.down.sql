DROP INDEX extension_one_pending;
