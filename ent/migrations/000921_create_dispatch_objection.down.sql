DROP TABLE "dispatch_objection";
