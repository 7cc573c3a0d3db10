CREATE UNIQUE INDEX task_once_per_template ON task (tenant_id, issue_id, template) WHERE template <> '';
