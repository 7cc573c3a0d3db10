ALTER TABLE import_file DROP CONSTRAINT import_file_import_fkey;
