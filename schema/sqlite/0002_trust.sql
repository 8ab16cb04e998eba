-- Trust: what is seldom in the log is found without reading it.
--
-- The engine uses a partial index only where it can prove that the index holds all that is asked for. It
-- proves it term by term: a query asks for one of these types, `type = '…'` to the letter, and joins
-- several with UNION ALL.

CREATE INDEX event_seldom ON event (type)
    WHERE type = 'voided' OR type = 'corrected' OR type = 'configured' OR type = 'reserved'
       OR type = 'lot_cancelled' OR type = 'forgotten' OR type = 'sealed' OR type = 'epoch';
