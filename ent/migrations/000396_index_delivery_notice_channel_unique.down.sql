DROP INDEX "delivery_notice_channel_unique";
