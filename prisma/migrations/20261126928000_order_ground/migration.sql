-- A way back that was ordered although nobody proved who asked (G4, V4): on what ground stands with the order, and stays.

SET LOCAL lock_timeout = '10s';

ALTER TABLE console.grievance_order ADD COLUMN ground TEXT,
  ADD CONSTRAINT grievance_order_ground CHECK (ground IS NULL OR (kind = 'reactivate' AND ground IN ('court_order', 'proven_otherwise', 'our_mistake')));
