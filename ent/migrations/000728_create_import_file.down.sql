DROP TABLE import_file;
