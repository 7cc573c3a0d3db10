DROP INDEX legal_hold_one;
