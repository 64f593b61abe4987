// SPDX-License-Identifier: Apache-2.0
// How the allocator behaves, which reads this by its name. The daemon is one loop and a few helpers
// that each work alone: one arena wastes least. What a full pass or a burst took goes back to the
// system within a second, for the server may be a small one.

extern "C" const char* const malloc_conf = "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0";
