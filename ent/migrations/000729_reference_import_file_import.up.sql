ALTER TABLE import_file ADD CONSTRAINT import_file_import_fkey FOREIGN KEY (tenant_id, id) REFERENCES issue_import (tenant_id, id);
