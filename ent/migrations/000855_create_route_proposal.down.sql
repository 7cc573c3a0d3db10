DROP TABLE "route_proposal";
