// SPDX-License-Identifier: Apache-2.0
// node SERVER.js PORT REDIS_SOCKET shared|own
'use strict';
const {createClient} = require('redis');
const {loadItems, runner} = require('./menu');

// With a shared menu two requests may be answered by one reply object, which Express takes for a fault
// that ends the process. In the peer's favour it goes on.
process.on('unhandledRejection', (error) => console.error(error.message));

async function open(argv) {
    const [port, socket, kind] = argv.slice(2);
    const redis = createClient({socket: {path: socket}});
    redis.on('error', (error) => { console.error(error.message); process.exit(1); });
    await redis.connect();
    await loadItems(redis);
    return {port: Number(port), run: runner(kind, redis)};
}

module.exports = {open};
