DROP TABLE "legal_hold";
