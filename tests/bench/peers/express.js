// SPDX-License-Identifier: Apache-2.0
// The peer on Express.
'use strict';
const express = require('express');
const {open} = require('./options');

open(process.argv).then(({port, run}) => {
    const app = express();
    app.use(express.urlencoded({extended: false}));
    app.post('/ussd', (request, response) => {
        run(request.body, (page) => response.type('text/plain').send(page));
    });
    app.listen(port, '127.0.0.1');
});
