DROP INDEX chain_link_one_last;
