-- SPDX-License-Identifier: Apache-2.0
-- Leases are the store's now.
DROP TABLE bus_lease;
