ALTER TABLE timeline_entry
    DROP CONSTRAINT timeline_entry_kind,
    ADD CONSTRAINT timeline_entry_kind CHECK (kind IN (
        'RECEIVED', 'TRIAGED', 'ANSWERED', 'DISPATCHED', 'SIGNED', 'RETURNED', 'COMPLETED', 'REPLIED', 'CALLED_BACK',
        'CLOSED', 'REOPENED', 'WITHDRAWN', 'RATED'));
