DROP POLICY "consultation_opinion_tenant" ON "consultation_opinion";
