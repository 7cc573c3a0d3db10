DROP INDEX event_unnumbered;
