CREATE UNIQUE INDEX "delivery_notice_channel_unique" ON "delivery" ("tenant_id", "notice_id", "channel");
