ALTER TABLE "visit" ADD CONSTRAINT "visit_visitor_fkey" FOREIGN KEY ("tenant_id", "visitor_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
