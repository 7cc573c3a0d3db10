ALTER TABLE "supervision" ADD CONSTRAINT "supervision_leader_fkey" FOREIGN KEY ("tenant_id", "leader_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
