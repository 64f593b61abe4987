// SPDX-License-Identifier: Apache-2.0
// The peer on Fastify.
'use strict';
const fastify = require('fastify');
const {open} = require('./options');

open(process.argv).then(({port, run}) => {
    const app = fastify();
    app.register(require('@fastify/formbody'));
    app.post('/ussd', (request, reply) => {
        run(request.body, (page) => reply.type('text/plain').send(page));
    });
    app.listen({port, host: '127.0.0.1'});
});
