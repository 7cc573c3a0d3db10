DROP POLICY "joint_confirmation_tenant" ON "joint_confirmation";
