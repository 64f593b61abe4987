// SPDX-License-Identifier: Apache-2.0
// The benchmark's conversation in ussd-menu-builder: a menu, then one question after the other, with
// the session in Redis. An answer is kept, counted for its item and paid, and the next item is read:
// what the daemon's turn does, without its guards. Each page repeats the caller's number, so that a
// page that reached somebody else is recognised.
'use strict';
const UssdMenu = require('ussd-menu-builder');

const ITEMS = 1000;
const PAY_MICRO = 2000000;

function loadItems(redis) {
    const names = Array.from({length: ITEMS}, (_, n) => [String(n), `place ${n + 1}`]);
    return redis.hSet('items', Object.fromEntries(names));
}

function configureSessions(menu, redis) {
    const key = (sessionId) => `session:${sessionId}`;
    menu.sessionConfig({
        start: () => Promise.resolve(),
        end: (sessionId) => redis.del(key(sessionId)),
        set: (sessionId, name, value) => redis.hSet(key(sessionId), name, value),
        get: (sessionId, name) => redis.hGet(key(sessionId), name),
    });
}

async function ask(menu, redis) {
    const {phoneNumber} = menu.args;
    const given = Number(await menu.session.get('given')) || 0;
    const answer = JSON.stringify({by: phoneNumber, item: given, label: menu.val});
    const [item] = await Promise.all([
        redis.hGet('items', String(given % ITEMS)),
        menu.session.set('given', given + 1),
        redis.rPush('answers', answer),
        redis.hIncrBy('answered', String(given % ITEMS), 1),
        redis.hIncrBy('balances', phoneNumber, PAY_MICRO),
    ]);
    menu.con(`${phoneNumber}: is ${item} a shop?` +
        "\n1 Shop\n2 School\n3 Neither\n0 Don't know");
}

function makeMenu(redis) {
    const menu = new UssdMenu();
    configureSessions(menu, redis);
    menu.startState({
        run: () => menu.con(`Welcome ${menu.args.phoneNumber}\n1 Work\n2 My balance`),
        next: {'1': 'question'},
    });
    menu.state('question', {run: () => ask(menu, redis), next: {'1': 'question'}});
    return menu;
}

// "shared" is how the library's README shows it: one menu for all requests. "own" makes a menu for
// each request, which is what it takes to answer everybody with their own page.
function runner(kind, redis) {
    const shared = makeMenu(redis);
    return (form, reply) => (kind === 'shared' ? shared : makeMenu(redis)).run(form, reply);
}

module.exports = {loadItems, runner};
