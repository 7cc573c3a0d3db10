DROP POLICY import_file_tenant ON import_file;
