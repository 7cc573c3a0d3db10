DROP TABLE public_issue;
