// SPDX-License-Identifier: Apache-2.0
// What `kazi decode --provider` does: one vector in, one result out, by the hooks' own codecs.
#pragma once

#include <boost/json/object.hpp>

namespace kazi::billing {

/// Decodes one vector:
///   {"id","provider","kind":"callback|response|status","method","path","url","headers":{…},
///    "body" or "body_base64","http_status","options":{…}}
/// where options may hold `path_tokens` (a list), what proves a callback (`webhook_secret`,
/// `secret_key`, `verif_hash` or `secret`), `payout` with the `state` of the attempt it may belong
/// to, and whatever texts the codec reads besides (`condition` …),
/// into {"id","ok":true,"result":{…}} with every field of the vocabulary (null when not told), or
/// {"id","ok":false,"http":…,"error":"…"}. Never throws on a strange vector.
[[nodiscard]] boost::json::object decode_provider(const boost::json::object& vector);

}  // namespace kazi::billing
