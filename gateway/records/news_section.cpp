// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/news_section.hpp"

namespace kazi::gateway::records {

using taskflow::WaitingNews;

void pack_news(Packer& out, const taskflow::Worker& worker) {
    const WaitingNews& news = worker.news;
    if (news == WaitingNews{}) return;
    out.byte(news.once_a_day ? 1 : 0);
    out.number(news.told_day);
    out.number(static_cast<std::uint64_t>(news.tell_at));
    out.number(news.texts.size());
    for (const std::string& text : news.texts)
        out.text(text);
}

void unpack_news(Unpacker& in, taskflow::Worker& worker) {
    WaitingNews& news = worker.news;
    news.once_a_day = in.byte() != 0;
    news.told_day = static_cast<std::uint16_t>(in.number());
    news.tell_at = static_cast<taskflow::Instant>(in.number());
    const std::uint64_t count = in.number();
    for (std::uint64_t each = 0; each < count && in.ok(); ++each)
        news.texts.emplace_back(in.text());
}

}  // namespace kazi::gateway::records
