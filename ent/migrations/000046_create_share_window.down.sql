DROP TABLE "share_window";
