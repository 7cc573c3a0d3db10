DROP TABLE "dispatch_entry";
