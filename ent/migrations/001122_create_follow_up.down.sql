DROP TABLE "follow_up";
