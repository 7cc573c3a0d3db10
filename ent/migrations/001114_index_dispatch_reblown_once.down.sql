DROP INDEX dispatch_reblown_once;
