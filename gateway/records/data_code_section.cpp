// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/data_code_section.hpp"

namespace kazi::gateway::records {

void pack_data_code(Packer& out, const taskflow::Worker& worker) {
    if (worker.data_code == taskflow::DataCode{}) return;
    out.text(worker.data_code.code);
    out.number(static_cast<std::uint64_t>(worker.data_code.until));
}

void unpack_data_code(Unpacker& in, taskflow::Worker& worker) {
    worker.data_code.code = in.text();
    worker.data_code.until = static_cast<taskflow::Instant>(in.number());
}

}  // namespace kazi::gateway::records
