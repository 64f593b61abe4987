// SPDX-License-Identifier: Apache-2.0
#include "taskflow/news/telling_later.hpp"

#include <algorithm>
#include <utility>

#include "protocols/gsm_text.hpp"
#include "taskflow/protection/protecting.hpp"

namespace kazi::taskflow {

namespace {

int segments_of(const std::string& text) {
    return static_cast<int>(protocols::measure_sms(text).segments);
}

/// She is spoken with about her work and pay, not about whether she wants any.
bool may_hear(const Turn& turn) {
    return turn.worker.stage == Stage::active && !turn.worker.opted_out;
}

std::string above(const std::string& news, const std::string& text) {
    return news + '\n' + text;
}

void take_first(WaitingNews& news) {
    news.texts.erase(news.texts.begin());
    if (news.texts.empty()) news.tell_at = 0;
}

}  // namespace

void keep_news(Turn& turn, std::string text) {
    std::string noted;
    for (const std::string& note : turn.notes)
        noted += (noted.empty() ? "" : " ") + note;
    turn.notes.clear();
    auto& texts = turn.worker.news.texts;
    if (texts.size() == waiting_news_max) texts.erase(texts.begin());
    texts.push_back(noted.empty() ? std::move(text) : above(noted, text));
}

void set_news_time(Turn& turn, Haste haste) {
    WaitingNews& news = turn.worker.news;
    if (news.texts.empty()) return;
    const bool waits = news.once_a_day && haste == Haste::can_wait;
    const Instant due = waits ? hour_for_the_day(turn, news.told_day) : next_writing_hour(turn);
    news.tell_at = news.tell_at == 0 ? due : std::min(news.tell_at, due);
}

void let_news_ride(Turn& turn, dialogue::SmsText& message) {
    WaitingNews& news = turn.worker.news;
    std::string riding;
    while (may_hear(turn) && !news.texts.empty()) {
        std::string more = riding.empty() ? news.texts.front() : above(riding, news.texts.front());
        if (segments_of(above(more, message.text)) > message.segments) break;
        riding = std::move(more);
        take_first(news);
    }
    if (!riding.empty()) message.text = above(riding, message.text);
}

std::string take_news(Turn& turn) {
    WaitingNews& news = turn.worker.news;
    std::string text = news.texts.front();
    take_first(news);
    while (!news.texts.empty()) {
        std::string more = above(text, news.texts.front());
        if (segments_of(more) > turn.context.market.sms_segments_max) break;
        text = std::move(more);
        take_first(news);
    }
    return text;
}

dialogue::Notes news_for_page(const Turn& turn) {
    return may_hear(turn) ? turn.worker.news.texts : dialogue::Notes{};
}

void drop_told(Turn& turn, std::size_t count) {
    for (; count > 0; --count)
        take_first(turn.worker.news);
}

Instant news_wake(const Worker& worker) {
    return worker.news.tell_at;
}

}  // namespace kazi::taskflow
