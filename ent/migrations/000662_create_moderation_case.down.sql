DROP TABLE "moderation_case";
