/* Written by `npm run api:types` from the server's controllers. */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Health.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Account.list"];
        put?: never;
        post: operations["Account.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Account.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the platform whether the credentials are right. */
        post: operations["Account.checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of a WeCom account who may receive customers. */
        get: operations["Account.listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChannelCode.list"];
        put?: never;
        post: operations["ChannelCode.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChannelCode.detail"];
        put: operations["ChannelCode.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Auth.login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Auth.work"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Auth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Auth.logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Auth.password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Staff.list"];
        put?: never;
        post: operations["Staff.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["Staff.update"];
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Jobs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Long work can be left and found again: anybody logged in may look at one job by its id. */
        get: operations["Jobs.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Jobs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Privacy.versions"];
        put?: never;
        post: operations["Privacy.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Privacy.brand"];
        put: operations["Privacy.setBrand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the mini-program needs before anybody has logged in. */
        get: operations["ConsumerConfig.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/official-account/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Callback.confirmOfficialAccount"];
        put?: never;
        post: operations["Callback.receiveFromOfficialAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/mini-program/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Callback.confirmMiniProgram"];
        put?: never;
        post: operations["Callback.receiveFromMiniProgram"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/work/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Callback.confirmWork"];
        put?: never;
        post: operations["Callback.receiveFromWork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many messages are in which state, and what came in during the last hour. */
        get: operations["Intake.overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Intake.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Intake.detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/replayable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many dead and failed messages fit a filter, to be asked before they are replayed. */
        get: operations["Intake.replayable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries dead and failed messages again: chosen ones at once, those that fit a filter by a job. */
        post: operations["Intake.replayMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/journal/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers the record once more what it had refused to take from a journal. */
        post: operations["Intake.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/pay/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["PayCallback.receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be compared with the platforms, each with its latest run. */
        get: operations["Reconciliation.list"];
        put?: never;
        /** Compares one list with the record now. */
        post: operations["Reconciliation.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/reconciliations/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All runs, newest first. */
        get: operations["Reconciliation.runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/reconciliations/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with a failed run from the page it was at. */
        post: operations["Reconciliation.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake/reconciliations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run at its next page. */
        post: operations["Reconciliation.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Customer.page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list as a file; phone numbers stay masked, and every fetch stands in the audit log. */
        get: operations["Customer.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Customer.channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Customer.get"];
        put?: never;
        post?: never;
        /** Erases the person. Cannot be undone. */
        delete: operations["Customer.erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Customer.setAttribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The whole number, for those who may see it. A POST, because every look leaves an audit row. */
        post: operations["Customer.revealPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what the customer told a member of staff about consent. */
        post: operations["Customer.consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-merges/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomerMerge.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CustomerMerge.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CustomerMerge.undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merge-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MergeReview.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merge-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MergeReview.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merge-reviews/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MergeReview.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/merge-reviews/{id}/keep-apart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MergeReview.keepApart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attribute-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AttributeDefinition.list"];
        put?: never;
        post: operations["AttributeDefinition.declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Consumer.login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Consumer.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Consumer.phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Consumer.myConsents"];
        /** Grants or withdraws one purpose. Withdrawing never needs the newest text. */
        put: operations["Consumer.consent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomerTimeline.timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What concerns the logged-in person: open ones first. */
        get: operations["EventAlert.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-alerts/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["EventAlert.read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-alerts/{id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["EventAlert.mute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What comes in, newest first. */
        get: operations["Event.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file, at most the newest 100 000; phone numbers stay masked. */
        get: operations["Event.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tracking plan with the past 30 days of every event. */
        get: operations["EventDefinition.list"];
        put?: never;
        post: operations["EventDefinition.declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-definitions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan as a file for those who write the senders: one row per property. */
        get: operations["EventDefinition.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-definitions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["EventDefinition.change"];
        trace?: never;
    };
    "/api/event-definitions/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can answer for an event. */
        get: operations["EventDefinition.owners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-definitions/{name}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags and segments whose rules in force read the event. */
        get: operations["EventDefinition.users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-definitions/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the definition looked like, the newest version first. */
        get: operations["EventDefinition.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Expected against seen, first and last sighting, held and users of every event. */
        get: operations["EventHealth.overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-health/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event's past week by the hour, and how well its properties are filled. */
        get: operations["EventHealth.detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["EventMapping.list"];
        /** Puts a mapping in force for what comes, and on request for what is held. */
        put: operations["EventMapping.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["EventMapping.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is held and why, the largest group first. */
        get: operations["Quarantine.groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Single held events, the newest first. */
        get: operations["Quarantine.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file; phone numbers are masked. */
        get: operations["Quarantine.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Quarantine.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Quarantine.suggest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judges held events again and records those that fit now, each once. */
        post: operations["Quarantine.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-quarantine/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets held events aside for good. */
        post: operations["Quarantine.discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports what people did: a source with its key (`Authorization: Bearer gyk_…`, or `?key=` for beacons), or the
         *     logged-in consumer with her token. Read by hand: checking hundreds of messages by decorators takes longer than
         *     recording them.
         */
        post: operations["Track.track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who reports events, with their keys (never the keys themselves). */
        get: operations["TrackSource.list"];
        put?: never;
        post: operations["TrackSource.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-sources/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What sources sent that could not even be kept: malformed, not allowed, or of nobody. */
        get: operations["TrackSource.refused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["TrackSource.change"];
        trace?: never;
    };
    "/api/track-sources/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new key; the ones before it work for another day. */
        post: operations["TrackSource.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-sources/{id}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key at once. */
        delete: operations["TrackSource.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Article.list"];
        put?: never;
        post: operations["Article.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Article.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["Article.update"];
        trace?: never;
    };
    "/api/contents/{id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads per day of the last 30 days. */
        get: operations["Article.days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contents/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Article.changeState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConsumerArticle.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/content-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConsumerArticle.contentTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Asset.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/uploads/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Asset.uploaded"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/drawn/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Asset.drawn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/content-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ContentTag.list"];
        put?: never;
        post: operations["ContentTag.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/content-tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ContentTag.remove"];
        options?: never;
        head?: never;
        patch: operations["ContentTag.update"];
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Product.list"];
        put?: never;
        post: operations["Product.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Product.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["Product.update"];
        trace?: never;
    };
    "/api/products/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A CSV file with 商品编码, 商品名称, 品类, 价格. */
        post: operations["Product.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/product-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ProductCategory.list"];
        put?: never;
        post: operations["ProductCategory.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/product-categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ProductCategory.remove"];
        options?: never;
        head?: never;
        patch: operations["ProductCategory.rename"];
        trace?: never;
    };
    "/api/consumer/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConsumerProduct.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConsumerOrder.list"];
        put?: never;
        post: operations["ConsumerOrder.place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/orders/{orderNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ConsumerOrder.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/orders/{orderNo}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ConsumerOrder.pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/orders/{orderNo}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The page is back from paying: asks the platform when its notification has not come yet. */
        post: operations["ConsumerOrder.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/orders/{orderNo}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ConsumerOrder.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OrderImport.list"];
        put?: never;
        /** Uploads a file and looks through it; nothing is imported yet. */
        post: operations["OrderImport.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The headings that a file needs, with two lines as an example. */
        get: operations["OrderImport.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OrderImport.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OrderImport.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OrderImport.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines that were left out, each with its number, its reason and what it said: mend them and upload this very file. */
        get: operations["OrderImport.rejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of our own shop, newest first. */
        get: operations["Payment.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/payments/{orderNo}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to give money back. */
        post: operations["Payment.refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Order.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last thirty days. */
        get: operations["Order.overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Order.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Coupon.list"];
        put?: never;
        post: operations["Coupon.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Coupon.get"];
        put: operations["Coupon.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons/{id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Coupon.listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons/{id}/claims/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Coupon.exportClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Coupon.act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupons/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spends a coupon by the code that its holder shows. */
        post: operations["Coupon.use"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Form.list"];
        put?: never;
        post: operations["Form.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Form.get"];
        put: operations["Form.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Form.act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Form.submissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Form.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forms/{id}/submissions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Form.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Storefront.home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Storefront.article"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/coupons/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Storefront.claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/my-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Storefront.myCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Storefront.form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consumer/forms/{id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Storefront.submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Rule.catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule language as JSON schema (draft 2020-12), for those who write rules by program. */
        get: operations["Rule.schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Rule.propertyValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Rule.describe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Tag.tree"];
        put?: never;
        post: operations["Tag.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each tag is and which values it can have, for programs that read tags. Drafts and retired tags are left out. */
        get: operations["Tag.listMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may answer for a tag. */
        get: operations["Tag.owners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Tag.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Tag.detail"];
        put?: never;
        post?: never;
        delete: operations["Tag.remove"];
        options?: never;
        head?: never;
        patch: operations["Tag.update"];
        trace?: never;
    };
    "/api/tags/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Tag.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the rule of an older version in force again, as a new version. */
        post: operations["Tag.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Computes everyone's values once more. */
        post: operations["Tag.evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/evaluation/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops computing everyone's values. */
        post: operations["Tag.cancelEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Tag.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Tag.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Tag.retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What these customers (at most 1 000) are tagged with now. */
        post: operations["TagValues.ofMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TagValues.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People per value at the end of each day. */
        get: operations["TagValues.trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a file made of the people with the tag, now or at the end of a day; fetch it from /api/exports. */
        post: operations["TagValues.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["TagGroup.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tag-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["TagGroup.remove"];
        options?: never;
        head?: never;
        /** Renames a folder, or moves it into another one and among its neighbours. */
        patch: operations["TagGroup.update"];
        trace?: never;
    };
    "/api/customers/{customerId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomerTag.list"];
        /** Sets a hand-set tag, or takes it away; answers with what the person is tagged by hand afterwards. */
        put: operations["CustomerTag.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/tags/{tagId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tag of a person; null when she has no value of it. */
        get: operations["CustomerTag.one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/tags/{tagId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every list of values the person has had, latest first. */
        get: operations["CustomerTag.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/tags/{tagId}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomerTag.why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tagId}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandTagBatch.list"];
        put?: never;
        /** Gives a hand-set tag to many people, or takes it away, in the background. */
        post: operations["HandTagBatch.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tagId}/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HandTagBatch.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tagId}/batches/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["HandTagBatch.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tagId}/batches/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was left out, and why. */
        get: operations["HandTagBatch.rejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Analysis.overlap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/overlap/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who is in one part of an overlap. */
        post: operations["Analysis.overlapPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/insight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the people of a segment are made of, in parts. */
        get: operations["Analysis.ofSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/{id}/insight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analysis.ofAudience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/insight/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who of the segment has one value of a trait. */
        get: operations["Analysis.peopleOfSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/{id}/insight/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analysis.peopleOfAudience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The people for whom a rule holds that is not saved. */
        post: operations["SegmentPeople.ofRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SegmentPeople.people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who entered and left and why, latest first. */
        get: operations["SegmentPeople.changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segment.list"];
        put?: never;
        post: operations["Segment.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts while somebody is typing. */
        post: operations["Segment.count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segment.detail"];
        put?: never;
        post?: never;
        delete: operations["Segment.remove"];
        options?: never;
        head?: never;
        patch: operations["Segment.update"];
        trace?: never;
    };
    "/api/segments/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the rule of an older version in force again, as a new version. */
        post: operations["Segment.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at everyone again, after an evaluation was cancelled or failed. */
        post: operations["Segment.evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Segment.freeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CustomerSegment.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/segments/{segmentId}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the person is in the segment, or is not. */
        get: operations["CustomerSegment.why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audience-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AudienceExport.list"];
        put?: never;
        post: operations["AudienceExport.request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audience-exports/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AudienceExport.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audience-exports/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AudienceExport.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audience-exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the file of an approved wish; fetch it under /api/exports. */
        post: operations["AudienceExport.make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audience.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The headings that a file may use, with one line as an example. */
        get: operations["Audience.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file; its people are looked for in the background, and nothing is kept yet. */
        post: operations["Audience.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audience.importOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops the search and forgets the file. */
        post: operations["Audience.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Audience.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines that were left out, with their reasons: mend them and upload this very file. */
        get: operations["Audience.rejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audiences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audience.get"];
        put?: never;
        post?: never;
        delete: operations["Audience.remove"];
        options?: never;
        head?: never;
        patch: operations["Audience.rename"];
        trace?: never;
    };
    "/api/audiences/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in it now: absorbed and erased people are left out. */
        get: operations["Audience.people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.list"];
        put?: never;
        post: operations["Campaign.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/templates/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.detail"];
        put: operations["Campaign.update"];
        post?: never;
        delete: operations["Campaign.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaign.plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/replan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaign.replan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaign.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaign.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/deliveries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaign.effect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Lead.list"];
        put?: never;
        /** Opens a lead for a customer by hand; it lies in the pool, or belongs to the sales who opened it. */
        post: operations["Lead.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Lead.summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Lead.sales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Lead.detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Lead.addNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Lead.move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Lead.claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Lead.assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Overview.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/portrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the sales is talking to. */
        get: operations["Portrait.byContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/portrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Portrait.ofCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sidebar.settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signatures of 企业微信's JS-SDK for one of our own pages. */
        get: operations["Sidebar.signatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/engine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Engine.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/engine/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fills the engine anew from the record; while it runs the old copy keeps answering. */
        post: operations["Engine.requestRebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Export.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Export.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Export.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file itself: CSV, UTF-8 with a byte order mark. Every fetch stands in the audit log. */
        get: operations["Export.file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountSecretsReply: {
            secret: boolean;
            token: boolean;
            encodingAESKey: boolean;
            privateKey: boolean;
            apiV3Key: boolean;
            publicKey: boolean;
        };
        ConnectionCheckReply: {
            ok: boolean;
            message: string;
            /** @description ISO instant. */
            at: string;
        };
        AccountReply: {
            id: number;
            /** @enum {string} */
            kind: "official_account" | "mini_program" | "work" | "pay" | "sms" | "shop";
            /** @description 公众号, 小程序, 企业微信 … */
            kindName: string;
            key: string;
            name: string;
            /** @enum {string} */
            status: "active" | "disabled";
            originalId: string | null;
            agentId: number | null;
            plainCallbacks: boolean;
            merchantSerial: string | null;
            publicKeyId: string | null;
            secrets: components["schemas"]["AccountSecretsReply"];
            /** @description What the platform must be told to call; null for kinds without callbacks. */
            callbackUrl: string | null;
            lastCheck: components["schemas"]["ConnectionCheckReply"] | null;
            createdAt: string;
        };
        CreateAccountBody: {
            /** @enum {string} */
            kind: "official_account" | "mini_program" | "work" | "pay";
            /** @description AppID, corp id or merchant number. */
            key: string;
            name: string;
            /** @description Left out or empty: keep what is set. */
            secret?: string;
            token?: string;
            encodingAESKey?: string;
            /** @description `gh_…` of an official account or mini-program. */
            originalId?: string;
            /** @description The self-built app of a WeCom corp. */
            agentId?: number;
            /** @description True when the platform is set to send callbacks in the clear. */
            plainCallbacks?: boolean;
            /** @description Serial number of a merchant's API certificate. */
            merchantSerial?: string;
            /** @description PEM of a merchant's private key. Left out or empty: keep what is set. */
            privateKey?: string;
            /** @description Left out or empty: keep what is set. */
            apiV3Key?: string;
            /** @description `PUB_KEY_ID_…` of the platform's public key. */
            publicKeyId?: string;
            /** @description PEM of the platform's public key. Left out or empty: keep what is set. */
            publicKey?: string;
        };
        UpdateAccountBody: {
            /** @enum {string} */
            status: "active" | "disabled";
            name: string;
            /** @description Left out or empty: keep what is set. */
            secret?: string;
            token?: string;
            encodingAESKey?: string;
            /** @description `gh_…` of an official account or mini-program. */
            originalId?: string;
            /** @description The self-built app of a WeCom corp. */
            agentId?: number;
            /** @description True when the platform is set to send callbacks in the clear. */
            plainCallbacks?: boolean;
            /** @description Serial number of a merchant's API certificate. */
            merchantSerial?: string;
            /** @description PEM of a merchant's private key. Left out or empty: keep what is set. */
            privateKey?: string;
            /** @description Left out or empty: keep what is set. */
            apiV3Key?: string;
            /** @description `PUB_KEY_ID_…` of the platform's public key. */
            publicKeyId?: string;
            /** @description PEM of the platform's public key. Left out or empty: keep what is set. */
            publicKey?: string;
        };
        AccountMemberReply: {
            userid: string;
            name: string;
            title: string;
        };
        ChannelCodeGiftBody: {
            /** @enum {string} */
            kind: "coupon" | "article";
            id: number;
            title: string;
        };
        ChannelCodeReply: {
            id: number;
            /** @enum {string} */
            kind: "oa_qr" | "work_contact_way";
            accountId: number;
            accountName: string;
            name: string;
            channel: string;
            scene: string;
            qrUrl: string;
            owners: string[];
            welcomeText: string;
            gift: components["schemas"]["ChannelCodeGiftBody"] | null;
            /** @description People who came through it, and the new ones among them. */
            scans: number;
            joins: number;
            createdAt: string;
        };
        ChannelCodePage: {
            items: components["schemas"]["ChannelCodeReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ChannelCodeDayReply: {
            /** @description `YYYY-MM-DD` in Asia/Shanghai. */
            day: string;
            scans: number;
            joins: number;
        };
        ChannelCodeDetailReply: {
            id: number;
            /** @enum {string} */
            kind: "oa_qr" | "work_contact_way";
            accountId: number;
            accountName: string;
            name: string;
            channel: string;
            scene: string;
            qrUrl: string;
            owners: string[];
            welcomeText: string;
            gift: components["schemas"]["ChannelCodeGiftBody"] | null;
            /** @description People who came through it, and the new ones among them. */
            scans: number;
            joins: number;
            createdAt: string;
            /** @description The last 30 days, oldest first, without gaps. */
            days: components["schemas"]["ChannelCodeDayReply"][];
        };
        CreateChannelCodeBody: {
            /** @enum {string} */
            kind: "oa_qr" | "work_contact_way";
            accountId: number;
            /** @description Made up when left out. */
            scene?: string;
            /** @description WeCom userids of the receivers; required for a live code. */
            owners?: string[];
            name: string;
            /** @description What reports call the source. */
            channel: string;
            welcomeText?: string;
            gift?: components["schemas"]["ChannelCodeGiftBody"] | null;
        };
        UpdateChannelCodeBody: {
            name: string;
            /** @description What reports call the source. */
            channel: string;
            welcomeText?: string;
            gift?: components["schemas"]["ChannelCodeGiftBody"] | null;
        };
        LoginDto: {
            username: string;
            password: string;
        };
        MeReply: {
            id: number;
            username: string;
            name: string;
            /** @enum {string} */
            role: "administrator" | "operator" | "editor" | "sales";
            permissions: ("overview.read" | "customer.read" | "customer.write" | "customer.merge" | "customer.reveal-phone" | "customer.erase" | "content.read" | "content.write" | "product.read" | "product.write" | "order.read" | "order.import" | "order.refund" | "incentive.read" | "incentive.write" | "event.read" | "event.write" | "tag.read" | "tag.write" | "tag.publish" | "segment.read" | "segment.write" | "segment.export" | "segment.approve-export" | "campaign.read" | "campaign.write" | "campaign.send" | "lead.read-own" | "lead.read-all" | "lead.follow" | "lead.assign" | "intake.read" | "intake.replay" | "intake.reconcile" | "account.read" | "account.write" | "channel-code.write" | "staff.read" | "staff.write" | "audit.read" | "system.read" | "system.operate")[];
        };
        WorkLoginDto: {
            /** @description The OAuth code that 企业微信 gave the sidebar; single use, five minutes. */
            code: string;
        };
        ChangePasswordDto: {
            currentPassword: string;
            newPassword: string;
        };
        StaffReply: {
            id: number;
            username: string;
            name: string;
            /** @enum {string} */
            role: "administrator" | "operator" | "editor" | "sales";
            workUserid: string | null;
            disabled: boolean;
            hasPassword: boolean;
            lastLoginAt: string | null;
            createdAt: string;
        };
        StaffPage: {
            items: components["schemas"]["StaffReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        CreateStaffDto: {
            username: string;
            name: string;
            /** @enum {string} */
            role: "administrator" | "operator" | "editor" | "sales";
            password?: string;
            workUserid?: string;
        };
        UpdateStaffDto: {
            name?: string;
            /** @enum {string} */
            role?: "administrator" | "operator" | "editor" | "sales";
            disabled?: boolean;
            password?: string;
            /** @description An empty text or null unbinds. */
            workUserid?: string | null;
        };
        AuditReply: {
            id: number;
            at: string;
            staffId: number;
            staffName: string;
            action: string;
            targetKind: string | null;
            targetId: string | null;
            targetName: string | null;
            before: Record<string, never> | null;
            after: Record<string, never> | null;
            ip: string;
            requestId: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        JobReply: {
            id: number;
            kind: string;
            /** @enum {string} */
            state: "pending" | "dead" | "done" | "running" | "cancelled";
            attempts: number;
            progressDone: number;
            progressTotal: number;
            lastError: string | null;
            runAt: string;
            createdAt: string;
            finishedAt: string | null;
        };
        JobPage: {
            items: components["schemas"]["JobReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        PrivacyPolicyReply: {
            version: string;
            title: string;
            text: string;
            publishedAt: string;
        };
        PublishPolicyDto: {
            version: string;
            title: string;
            text: string;
        };
        BrandReply: {
            name: string;
            slogan: string;
        };
        BrandDto: {
            name: string;
            slogan: string;
        };
        WechatHostReply: {
            /**
             * @description `sandbox` when a program plays WeChat; then `url` is where.
             * @enum {string}
             */
            kind: "sandbox" | "wechat";
            url?: string;
        };
        PrivacyTextReply: {
            version: string;
            title: string;
            text: string;
        };
        ConsumerConfigReply: {
            brandName: string;
            slogan: string;
            miniProgramAppid: string;
            wechatHost: components["schemas"]["WechatHostReply"];
            privacy: components["schemas"]["PrivacyTextReply"];
            subscribeTemplateIds: string[];
        };
        IntakeMinuteReply: {
            /** @description ISO instant of the minute's beginning. */
            at: string;
            accepted: number;
            refused: number;
        };
        RefusalCountReply: {
            code: string;
            message: string;
            count: number;
        };
        IntakeKindReply: {
            /** @enum {string} */
            kind: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
            label: string;
        };
        IntakeAccountReply: {
            id: number;
            name: string;
        };
        JournalReply: {
            waiting: number;
            bytes: number;
            /** @description Since when it is in use; null while it is not needed. */
            since: string | null;
            recordAway: boolean;
            /** @description Messages that the record refused to take; they stay on the disk until they are restored. */
            setAside: number;
        };
        IntakeOverviewReply: {
            /** @description Unfinished and dead messages of all time; done and refused ones of the last 24 hours. */
            pending: number;
            failed: number;
            dead: number;
            done: number;
            refused: number;
            /** @description The last 60 minutes, oldest first, without gaps. */
            minutes: components["schemas"]["IntakeMinuteReply"][];
            /** @description Refused callbacks of the last 24 hours. */
            refusals: components["schemas"]["RefusalCountReply"][];
            kinds: components["schemas"]["IntakeKindReply"][];
            /** @description Through which messages come. */
            accounts: components["schemas"]["IntakeAccountReply"][];
            journal: components["schemas"]["JournalReply"];
            /** @description The replay by a filter that is under way; null when there is none. */
            replayJobId: number | null;
        };
        RawMessageReply: {
            id: number;
            /** @enum {string} */
            kind: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
            kindLabel: string;
            accountId: number | null;
            accountName: string | null;
            /** @description The person's id on the platform. */
            person: string | null;
            /** @enum {string} */
            state: "pending" | "failed" | "dead" | "done" | "refused";
            attempts: number;
            lastError: string | null;
            /** @description The sentence that belongs to the error code, when the catalogue has one. */
            lastErrorMessage: string | null;
            occurredAt: string;
            receivedAt: string;
            /** @description When it will be tried again, for a failed one. */
            nextAt: string | null;
            handledAt: string | null;
        };
        RawMessagePage: {
            items: components["schemas"]["RawMessageReply"][];
            /** @description `total` stops at 10 001: more than that fit, and nobody has counted them. */
            totalIsCapped: boolean;
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        RawMessageDetailReply: {
            id: number;
            /** @enum {string} */
            kind: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
            kindLabel: string;
            accountId: number | null;
            accountName: string | null;
            /** @description The person's id on the platform. */
            person: string | null;
            /** @enum {string} */
            state: "pending" | "failed" | "dead" | "done" | "refused";
            attempts: number;
            lastError: string | null;
            /** @description The sentence that belongs to the error code, when the catalogue has one. */
            lastErrorMessage: string | null;
            occurredAt: string;
            receivedAt: string;
            /** @description When it will be tried again, for a failed one. */
            nextAt: string | null;
            handledAt: string | null;
            /** @enum {string} */
            format: "xml" | "push_json" | "json";
            /** @description As it came, with phone numbers and one-time codes masked; null when the person was erased. */
            body: string | null;
        };
        ReplayableReply: {
            /** @description Counted as far as 10 001. */
            count: number;
        };
        RawMessageFilter: {
            /** @enum {string} */
            state?: "pending" | "failed" | "dead" | "done" | "refused";
            /** @enum {string} */
            kind?: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
            accountId?: number;
            /** @description ISO instants; received at or after, and before. */
            from?: string;
            to?: string;
            /** @description Beginning of the person's platform id (openid, external_userid), or a whole error code. */
            search?: string;
        };
        ReplayBody: {
            ids?: number[];
            /** @description Every dead or failed message that fits, instead of single ones. */
            filter?: components["schemas"]["RawMessageFilter"];
        };
        ReplayReply: {
            /** @description How many will be tried again. */
            replayed: number;
            /** @description How many were left alone, because they had their effect or are being handled. */
            skipped: number;
            /** @description The job that replays by a filter and counts as it goes; null for chosen ones, which are replayed at once. */
            jobId: number | null;
        };
        RestoreReply: {
            /** @description How many the record has taken now. */
            restored: number;
            /** @description How many it still refuses. */
            left: number;
        };
        ReconciliationRunReply: {
            id: number;
            source: string;
            label: string;
            /** @description What is counted, for example 人. */
            unit: string;
            accountId: number;
            accountName: string | null;
            /** @enum {string} */
            state: "failed" | "done" | "running" | "cancelled";
            /** @enum {string} */
            phase: "listing" | "vanished";
            cancelRequested: boolean;
            /** @description How many the platform says there are; null while unknown. */
            expected: number | null;
            seen: number;
            known: number;
            /** @description Missed by the callbacks and taken in now. */
            found: number;
            vanished: number;
            failed: number;
            byHand: boolean;
            lastError: string | null;
            lastErrorMessage: string | null;
            /** @description When it asks the platform again after a failure or a limit; null while it works or has ended. */
            nextAt: string | null;
            /** @description Failed, and can go on from the page it was at. */
            resumable: boolean;
            startedAt: string;
            movedAt: string;
            endedAt: string | null;
        };
        ReconciliationPairReply: {
            source: string;
            label: string;
            unit: string;
            accountId: number;
            accountName: string;
            latest: components["schemas"]["ReconciliationRunReply"] | null;
        };
        ReconciliationsReply: {
            items: components["schemas"]["ReconciliationPairReply"][];
        };
        ReconciliationRunPage: {
            items: components["schemas"]["ReconciliationRunReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        StartReconciliationBody: {
            source: string;
            accountId: number;
        };
        CustomerRow: {
            id: string;
            displayName: string;
            nickname: string | null;
            phoneMasked: string | null;
            touchpoints: ("shop" | "wechat" | "follower" | "work_contact")[];
            /** @description Where the person was first met. */
            channel: string;
            firstSeenAt: string;
            /** @description When one of the identities last appeared, to within an hour. */
            lastSeenAt: string;
        };
        CustomerPage: {
            items: components["schemas"]["CustomerRow"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ChannelReply: {
            channel: string;
            customers: number;
        };
        TieReply: {
            /** @enum {string} */
            kind: "work_contact" | "follow";
            counterpart: string;
            active: boolean;
            channel: string | null;
            changedAt: string;
        };
        IdentityReply: {
            id: number;
            /** @enum {string} */
            kind: "phone" | "unionid" | "external_userid" | "openid" | "tmall_buyer" | "jd_buyer" | "youzan_buyer" | "douyin_buyer" | "anonymous_id" | "member_no";
            kindLabel: string;
            /** @description Name of the account that the identity belongs to, '' for kinds that mean the same everywhere. */
            scopeLabel: string;
            masked: string;
            verified: boolean;
            retired: boolean;
            source: string;
            firstSeenAt: string;
            lastSeenAt: string;
            ties: components["schemas"]["TieReply"][];
        };
        AttributeReply: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "enum" | "list";
            value: Record<string, never>;
            /** @description As a person reads it. */
            display: string;
            /** @enum {string} */
            source: "work" | "consumer" | "staff" | "import" | "platform";
            sourceLabel: string;
            at: string;
        };
        ConsentReply: {
            /** @enum {string} */
            purpose: "phone" | "marketing" | "profile";
            label: string;
            granted: boolean;
            at: string;
            act: string;
            source: string;
            textVersion: string;
        };
        MergeReply: {
            id: number;
            /** @enum {string} */
            reason: "review" | "staff" | "identity";
            survivor: string;
            absorbed: string;
            /** @description Whether the customer looked at is the one who stayed. */
            survived: boolean;
            /** @description The identity that proved it. */
            proof: string | null;
            staffName: string | null;
            mergedAt: string;
            undoneAt: string | null;
        };
        CustomerDetailReply: {
            id: string;
            displayName: string;
            nickname: string | null;
            phoneMasked: string | null;
            touchpoints: ("shop" | "wechat" | "follower" | "work_contact")[];
            /** @description Where the person was first met. */
            channel: string;
            firstSeenAt: string;
            /** @description When one of the identities last appeared, to within an hour. */
            lastSeenAt: string;
            identities: components["schemas"]["IdentityReply"][];
            attributes: components["schemas"]["AttributeReply"][];
            consents: components["schemas"]["ConsentReply"][];
            consentHistory: components["schemas"]["ConsentReply"][];
            merges: components["schemas"]["MergeReply"][];
            openReviews: number;
            createdAt: string;
        };
        SetAttributeDto: {
            key: string;
            /** @description Text, number, yes or no, or a list of texts, as the attribute's definition wants it. */
            value: Record<string, never>;
        };
        PhoneReply: {
            phone: string;
        };
        RecordConsentDto: {
            /** @enum {string} */
            purpose: "phone" | "marketing" | "profile";
            granted: boolean;
        };
        SideReply: {
            id: string;
            displayName: string;
            nickname: string | null;
            phoneMasked: string | null;
            touchpoints: ("shop" | "wechat" | "follower" | "work_contact")[];
            /** @description Where the person was first met. */
            channel: string;
            firstSeenAt: string;
            /** @description When one of the identities last appeared, to within an hour. */
            lastSeenAt: string;
            identities: components["schemas"]["IdentityReply"][];
            attributes: components["schemas"]["AttributeReply"][];
        };
        MergePreviewReply: {
            first: components["schemas"]["SideReply"];
            second: components["schemas"]["SideReply"];
            /** @description What the merged customer would be known by. */
            attributes: components["schemas"]["AttributeReply"][];
            /** @description Why a machine would not merge them, in words; empty when nothing is against it. */
            warnings: string[];
        };
        MergeDto: {
            survivor: string;
            absorbed: string;
        };
        MergeDoneReply: {
            mergeId: number;
            customer: string;
        };
        UnmergeReply: {
            holder: string;
            restored: string;
        };
        ReviewReply: {
            id: number;
            /** @enum {string} */
            reason: "different-phones" | "too-many-identities" | "weak-link" | "unmerged-before";
            reasonText: string;
            /** @enum {string} */
            state: "open" | "merged" | "kept-apart";
            first: components["schemas"]["CustomerRow"];
            second: components["schemas"]["CustomerRow"];
            /** @description The identity that connects them. */
            link: string | null;
            createdAt: string;
            decidedAt: string | null;
            decidedBy: string | null;
        };
        ReviewPage: {
            items: components["schemas"]["ReviewReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ReviewDetailReply: {
            id: number;
            /** @enum {string} */
            reason: "different-phones" | "too-many-identities" | "weak-link" | "unmerged-before";
            reasonText: string;
            /** @enum {string} */
            state: "open" | "merged" | "kept-apart";
            first: components["schemas"]["CustomerRow"];
            second: components["schemas"]["CustomerRow"];
            /** @description The identity that connects them. */
            link: string | null;
            createdAt: string;
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description Null once the two are one. */
            preview: components["schemas"]["MergePreviewReply"] | null;
        };
        DecideReviewDto: {
            /** @description Which of the two stays when they are merged; default the one who was met first. */
            survivor?: string;
        };
        AttributeOptionDto: {
            value: string;
            label: string;
        };
        AttributeDefinitionReply: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "enum" | "list";
            options: components["schemas"]["AttributeOptionDto"][] | null;
            builtIn: boolean;
            personal: boolean;
        };
        DeclareAttributeDto: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "enum" | "list";
            options?: components["schemas"]["AttributeOptionDto"][];
        };
        ConsumerLoginDto: {
            /** @description Of `wx.login`; single use, five minutes. */
            code: string;
            appid: string;
            /** @description Where the person came from, when the entrance says so. */
            channel?: string;
        };
        ConsumerMeReply: {
            id: string;
            nickname: string | null;
            phoneMasked: string | null;
            couponCount: number;
        };
        ConsumerLoginReply: {
            token: string;
            expiresInSeconds: number;
            me: components["schemas"]["ConsumerMeReply"];
        };
        ConsumerPhoneDto: {
            /** @description Of the phone button; single use, five minutes, not the log-in code. */
            code: string;
            /** @description Version of the privacy text that the person agreed to. */
            consentVersion: string;
        };
        ConsumerPhoneReply: {
            me: components["schemas"]["ConsumerMeReply"];
            /** @description Two records of the same person became one. */
            merged: boolean;
        };
        ConsumerConsentReply: {
            /** @enum {string} */
            purpose: "phone" | "marketing" | "profile";
            label: string;
            granted: boolean;
        };
        ConsumerConsentDto: {
            /** @enum {string} */
            purpose: "phone" | "marketing" | "profile";
            granted: boolean;
            consentVersion: string;
        };
        EventDetailReply: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "list" | "content" | "product";
            /** @description As a person reads it. */
            value: string;
        };
        TimelineItem: {
            id: number;
            name: string;
            label: string;
            occurredAt: string;
            channel: string;
            /** @description Integer fen, for events with an amount. */
            amountFen: number | null;
            details: components["schemas"]["EventDetailReply"][];
        };
        TimelineReply: {
            items: components["schemas"]["TimelineItem"][];
            /** @description Give it as `before` to read on; null at the end. */
            next: string | null;
        };
        EventAlertReply: {
            id: number;
            /** @enum {string} */
            kind: "silence" | "surge" | "shortfall" | "misfits" | "undeclared" | "nulls" | "wrong-values";
            event: string;
            /** @description Key of the property that it is about; '' when it is about the event. */
            property: string;
            sentence: string;
            openedAt: string;
            lastFoundAt: string;
            resolvedAt: string | null;
            /** @description Told in WeCom. */
            notified: boolean;
            read: boolean;
            mutedUntil: string | null;
            /** @description Nobody answers for the event. */
            unowned: boolean;
        };
        MuteAlertDto: {
            /** @description 0 lets it speak again. */
            hours: number;
        };
        StreamCustomerReply: {
            publicId: string;
            displayName: string;
            phoneMasked: string | null;
            channels: ("shop" | "wechat" | "follower" | "work_contact")[];
        };
        StreamItem: {
            id: number;
            name: string;
            label: string;
            occurredAt: string;
            channel: string;
            /** @description Integer fen, for events with an amount. */
            amountFen: number | null;
            details: components["schemas"]["EventDetailReply"][];
            customer: components["schemas"]["StreamCustomerReply"] | null;
            recordedAt: string;
        };
        StreamReply: {
            items: components["schemas"]["StreamItem"][];
            next: string | null;
        };
        EventPropertyDto: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "list" | "content" | "product";
            required?: boolean;
            /** @description The only values allowed, for text and lists. */
            options?: string[];
        };
        EventOwnerReply: {
            id: number;
            name: string;
        };
        EventDayReply: {
            /** @description Day of Asia/Shanghai, `YYYY-MM-DD`. */
            day: string;
            count: number;
        };
        EventDefinitionReply: {
            name: string;
            label: string;
            description: string;
            properties: components["schemas"]["EventPropertyDto"][];
            builtIn: boolean;
            paused: boolean;
            archived: boolean;
            version: number;
            senders: string[];
            owner: components["schemas"]["EventOwnerReply"] | null;
            expectedDaily: number | null;
            /** @description When it was declared. */
            since: string;
            /** @description The past 30 days, today included, oldest first. */
            days: components["schemas"]["EventDayReply"][];
            /** @description Of those 30 days. */
            count: number;
            people: number;
            lastAt: string | null;
        };
        DeclareEventDto: {
            name: string;
            label: string;
            description?: string;
            properties: components["schemas"]["EventPropertyDto"][];
        };
        ChangeEventDto: {
            label?: string;
            description?: string;
            properties?: components["schemas"]["EventPropertyDto"][];
            paused?: boolean;
            archived?: boolean;
            /** @description The version that the person had before her eyes. */
            version?: number;
        };
        EventUserReply: {
            /** @enum {string} */
            kind: "tag" | "segment";
            id: number;
            name: string;
            /** @description Keys of the properties that its rule reads. */
            properties: string[];
        };
        EventVersionReply: {
            version: number;
            /** @description Who made it; null for the server itself. */
            by: string | null;
            at: string;
            label: string;
            description: string;
            properties: components["schemas"]["EventPropertyDto"][];
            senders: string[];
            expectedDaily: number | null;
            paused: boolean;
            archived: boolean;
        };
        VolumeWindow: {
            hours: number;
            seen: number;
            expected: number;
            score: number;
        };
        EventUsersReply: {
            tags: number;
            segments: number;
        };
        EventHealthRow: {
            name: string;
            label: string;
            builtIn: boolean;
            paused: boolean;
            archived: boolean;
            ownerName: string | null;
            expectedDaily: number | null;
            /** @description The past 14 days of Asia/Shanghai, today included, oldest first. */
            days: number[];
            /** @description The past 24 full hours. */
            lastDay: number;
            /** @description What those hours of the week usually bring; null without three weeks of history. */
            usual: number | null;
            /** @enum {string|null} */
            verdict: "silence" | "surge" | null;
            /** @description The window, the count and the median that the verdict compares; null without a judgement. */
            window: components["schemas"]["VolumeWindow"] | null;
            firstAt: string | null;
            lastAt: string | null;
            total: number;
            /** @description Held in the quarantine now. */
            held: number;
            /** @description Rules in force that read it. */
            users: components["schemas"]["EventUsersReply"];
        };
        UndeclaredEvent: {
            sourceId: number;
            sourceName: string;
            event: string;
            count: number;
            lastAt: string;
        };
        EventHealthReply: {
            events: components["schemas"]["EventHealthRow"][];
            undeclared: components["schemas"]["UndeclaredEvent"][];
            /** @description First day of `days`, `YYYY-MM-DD`. */
            firstDay: string;
        };
        PropertyDayReply: {
            /** @description Calendar day of Asia/Shanghai, `YYYY-MM-DD`. */
            day: string;
            /** @description Recorded events that carry it. */
            filled: number;
            /** @description Recorded events without it, and those held for lacking it. */
            empty: number;
            /** @description Events held because its value means nothing there; for an undeclared one, because it came at all. */
            wrong: number;
        };
        PropertyHealthReply: {
            key: string;
            label: string;
            /**
             * @description Null for an undeclared one.
             * @enum {string|null}
             */
            type: "number" | "boolean" | "text" | "money" | "date" | "list" | "content" | "product" | null;
            required: boolean;
            declared: boolean;
            filled: number;
            empty: number;
            wrong: number;
            /** @description The part of `empty` that was held, since it is required. */
            missing: number;
            /** @description empty / (filled + empty); null when nothing came. */
            nullRate: number | null;
            /** @description wrong / (filled + wrong): of the values that came. */
            wrongRate: number | null;
            firstAt: string | null;
            lastAt: string | null;
            /** @description The past 14 days, today included, oldest first. */
            days: components["schemas"]["PropertyDayReply"][];
        };
        EventHealthDetail: {
            name: string;
            label: string;
            /** @description Counts by the hour of the past seven days, oldest first, and what the same hours usually bring (median of the weeks before). */
            hourly: number[];
            usual: number[];
            /** @description When `hourly` begins. */
            from: string;
            properties: components["schemas"]["PropertyHealthReply"][];
        };
        MappingStepDto: {
            /** @enum {string} */
            do: "rename-event" | "rename" | "convert" | "drop" | "constant" | "received-time";
            property?: string;
            /** @description The new name. */
            to?: string;
            /** @enum {string} */
            as?: "number" | "boolean" | "text" | "date" | "list" | "yuan" | "fen";
            /** @description Of a constant, as text. */
            value?: string;
        };
        MappingReply: {
            id: number;
            sourceId: number;
            sourceName: string;
            event: string;
            steps: components["schemas"]["MappingStepDto"][];
            by: string | null;
            createdAt: string;
        };
        PutMappingDto: {
            /** @description Whether what is held should be judged again by it. */
            replay?: boolean;
            steps: components["schemas"]["MappingStepDto"][];
            /** @description 0 for our own touchpoints. */
            sourceId: number;
            event: string;
        };
        SettleReply: {
            /** @description Follow it under /api/system/jobs; null when nothing is to be done. */
            jobId: number | null;
        };
        QuarantineGroup: {
            sourceId: number;
            sourceName: string;
            event: string;
            /** @description Its name after the mapping of its source. */
            readAs: string;
            /** @description What the plan calls it; null when it is not declared. */
            label: string | null;
            /** @enum {string} */
            reason: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
            property: string;
            /** @description The sentence of the latest one. */
            detail: string;
            count: number;
            firstAt: string;
            lastAt: string;
            /** @description A mapping for this event of this source is in force. */
            mapped: boolean;
        };
        FaultReply: {
            /** @enum {string} */
            kind: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
            /** @description Key of the property; '' when it is the event or its time. */
            property: string;
        };
        HeldEventReply: {
            id: number;
            event: string;
            /** @enum {string} */
            reason: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
            property: string;
            detail: string;
            /** @description Everything that is wrong with it, the named reason first. */
            faults: components["schemas"]["FaultReply"][];
            /** @description When it happened, by the sender. */
            time: string;
            receivedAt: string;
            /** @description Phone numbers are masked. */
            properties: {
                [key: string]: unknown;
            };
            customerId: string | null;
        };
        HeldEventList: {
            items: components["schemas"]["HeldEventReply"][];
            next: number | null;
        };
        MappingDto: {
            steps: components["schemas"]["MappingStepDto"][];
            /** @description 0 for our own touchpoints. */
            sourceId: number;
            event: string;
        };
        MappingSample: {
            id: number;
            before: {
                [key: string]: unknown;
            };
            after: {
                [key: string]: unknown;
            };
            event: string;
            /** @description Why it still does not fit; null when it does. */
            problem: string | null;
        };
        MappingPreview: {
            /** @description The newest held ones, at most 500. */
            tried: number;
            fitting: number;
            samples: components["schemas"]["MappingSample"][];
        };
        MappingTargetDto: {
            /** @description 0 for our own touchpoints. */
            sourceId: number;
            event: string;
        };
        RenamedProperty: {
            from: string;
            to: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "list" | "content" | "product";
        };
        DefinitionSuggestion: {
            /** @description The event exists already; only `added` is new. */
            known: boolean;
            /** @description A valid name: the sent one, or what it becomes. */
            name: string;
            label: string;
            properties: components["schemas"]["EventPropertyDto"][];
            /** @description Keys of the properties that the samples bring. */
            added: string[];
            /** @description Keys as they were sent which had to be renamed, with their new names. */
            renamed: components["schemas"]["RenamedProperty"][];
            samples: number;
        };
        SettleDto: {
            sourceId?: number;
            event?: string;
            /** @enum {string} */
            reason?: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
            property?: string;
            /** @description Only these. */
            ids?: number[];
        };
        DiscardReply: {
            count: number;
        };
        TrackIdentityDto: {
            /** @description `unionid`, `openid`, `phone`, `member_no` … */
            kind: string;
            /** @description appid, corpid or shop; absent for `phone` and `unionid`. */
            scope?: string;
            value: string;
            /** @description Whether the sender vouches that it is the person's own; only the word of a server counts. */
            verified?: boolean;
        };
        TrackMessageDto: {
            /** @description The client's own id of the message: the same one again counts once. */
            id: string;
            event: string;
            /** @description ISO 8601; without a zone it is meant in Asia/Shanghai. Late messages are welcome. */
            time: string;
            properties?: {
                [key: string]: unknown;
            };
            /** @description Whose device it was, for sources with a key. */
            anonymousId?: string;
            /** @description Who it was, for sources with a key. */
            identities?: components["schemas"]["TrackIdentityDto"][];
        };
        TrackDto: {
            /** @description At most 500, judged one by one: a faulty one does not take its neighbours with it. */
            messages: components["schemas"]["TrackMessageDto"][];
            /** @description When the sender's clock says that it sent this (ISO 8601); tells how far that clock is off. */
            sentAt?: string;
            /** @description Of all messages that do not name one. */
            anonymousId?: string;
            /** @description Of all messages that do not name any. */
            identities?: components["schemas"]["TrackIdentityDto"][];
        };
        RejectedMessage: {
            id: string;
            code: string;
            message: string;
        };
        TrackReply: {
            accepted: number;
            duplicates: number;
            /** @description Malformed or not allowed: gone. */
            rejected: components["schemas"]["RejectedMessage"][];
            /** @description Does not fit the tracking plan: kept until somebody mends it. */
            quarantined: components["schemas"]["RejectedMessage"][];
        };
        TrackKeyReply: {
            id: number;
            /** @description The last four characters. */
            tail: string;
            createdAt: string;
            lastUsedAt: string | null;
            /** @description When it stops working or did; null for the current one. */
            endsAt: string | null;
            working: boolean;
        };
        TrackSourceReply: {
            id: number;
            code: string;
            name: string;
            /** @enum {string} */
            kind: "web" | "server";
            events: string[] | null;
            identityKinds: ("phone" | "unionid" | "external_userid" | "openid" | "tmall_buyer" | "jd_buyer" | "youzan_buyer" | "douyin_buyer" | "anonymous_id" | "member_no")[];
            origins: string[] | null;
            disabled: boolean;
            createdAt: string;
            keys: components["schemas"]["TrackKeyReply"][];
        };
        RefusalSampleReply: {
            /** @description Name of the event, when the message had one. */
            event: string;
            /** @description Keys of the properties; the values are not kept. */
            keys: string[];
            origin: string;
            reason: string;
        };
        TrackRefusalReply: {
            sourceId: number;
            sourceName: string;
            code: string;
            /** @description By calendar day of Asia/Shanghai: the past 14, today included, oldest first. */
            days: components["schemas"]["EventDayReply"][];
            total: number;
            lastAt: string;
            /** @description The latest. */
            sample: components["schemas"]["RefusalSampleReply"];
        };
        CreateTrackSourceDto: {
            code: string;
            /** @enum {string} */
            kind: "web" | "server";
            name: string;
            events?: string[] | null;
            identityKinds?: ("phone" | "unionid" | "external_userid" | "openid" | "tmall_buyer" | "jd_buyer" | "youzan_buyer" | "douyin_buyer" | "anonymous_id" | "member_no")[];
            origins?: string[] | null;
        };
        NewTrackKeyReply: {
            sourceId: number;
            /** @description Shown this one time. */
            key: string;
        };
        ChangeTrackSourceDto: {
            name?: string;
            /** @description Events that it may send; null for all. */
            events?: string[] | null;
            /** @description Kinds of identity that it may name beside its own anonymous ids. */
            identityKinds?: ("phone" | "unionid" | "external_userid" | "openid" | "tmall_buyer" | "jd_buyer" | "youzan_buyer" | "douyin_buyer" | "anonymous_id" | "member_no")[];
            /** @description Web origins that may use the key; null for all. */
            origins?: string[] | null;
            disabled?: boolean;
        };
        ArticleTagReply: {
            id: number;
            groupName: string;
            name: string;
        };
        ReadingReply: {
            reads: number;
            readers: number;
            /** @description Mean seconds per read; null without a read. */
            meanSeconds: number | null;
        };
        ArticleRowReply: {
            id: number;
            title: string;
            summary: string;
            author: string;
            coverUrl: string;
            /** @enum {string} */
            state: "draft" | "published" | "withdrawn";
            readMinutes: number;
            publishedAt: string | null;
            updatedAt: string;
            createdAt: string;
            tags: components["schemas"]["ArticleTagReply"][];
            reading: components["schemas"]["ReadingReply"];
        };
        ArticlePage: {
            items: components["schemas"]["ArticleRowReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ArticleReply: {
            id: number;
            title: string;
            summary: string;
            author: string;
            coverUrl: string;
            /** @enum {string} */
            state: "draft" | "published" | "withdrawn";
            readMinutes: number;
            publishedAt: string | null;
            updatedAt: string;
            createdAt: string;
            tags: components["schemas"]["ArticleTagReply"][];
            reading: components["schemas"]["ReadingReply"];
            body: string;
            couponId: number | null;
            productIds: number[];
        };
        ReadingDayReply: {
            /** @description Shanghai day, YYYY-MM-DD. */
            day: string;
            reads: number;
            readers: number;
        };
        CreateArticleDto: {
            title: string;
            summary: string;
            author: string;
            /** @description A path below `/assets/`; left out, a cover is drawn. */
            coverUrl?: string;
            /** @description HTML; what is not on the allow-list is taken out. */
            body: string;
            tagIds: number[];
            couponId?: number | null;
            productIds?: number[];
        };
        UpdateArticleDto: {
            title?: string;
            summary?: string;
            author?: string;
            coverUrl?: string;
            body?: string;
            tagIds?: number[];
            /** @description null takes the offer away. */
            couponId?: number | null;
            productIds?: number[];
        };
        ArticleActionDto: {
            /** @enum {string} */
            action: "publish" | "withdraw";
            /** @description When it was published, for one that has appeared elsewhere before; left out or in the future, now. */
            publishedAt?: string;
        };
        ArticleCardReply: {
            id: string;
            title: string;
            summary: string;
            coverUrl: string;
            tags: string[];
            publishedAt: string;
            readMinutes: number;
        };
        ArticleCardPage: {
            items: components["schemas"]["ArticleCardReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ConsumerContentTagReply: {
            name: string;
            count: number;
        };
        AssetReply: {
            /** @description A path below `/assets/`. */
            url: string;
        };
        ContentTagReply: {
            id: number;
            groupName: string;
            name: string;
            /** @description How many articles carry it, whatever their state. */
            articleCount: number;
        };
        CreateContentTagDto: {
            groupName: string;
            name: string;
        };
        UpdateContentTagDto: {
            groupName?: string;
            name?: string;
        };
        ProductReply: {
            id: number;
            sku: string;
            name: string;
            categoryId: number | null;
            category: string | null;
            priceFen: number;
            parameters: {
                [key: string]: string;
            };
            description: string;
            imageUrl: string;
            onSale: boolean;
            updatedAt: string;
            createdAt: string;
        };
        ProductPage: {
            items: components["schemas"]["ProductReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        CreateProductDto: {
            sku: string;
            name: string;
            categoryId?: number | null;
            priceFen: number;
            parameters?: {
                [key: string]: string;
            };
            description?: string;
            imageUrl?: string;
            onSale?: boolean;
        };
        RowErrorReply: {
            /** @description Line of the file, the heading being line 1. */
            row: number;
            reason: string;
        };
        ProductImportReply: {
            created: number;
            updated: number;
            rejected: number;
            /** @description The first hundred. */
            errors: components["schemas"]["RowErrorReply"][];
        };
        UpdateProductDto: {
            name?: string;
            categoryId?: number | null;
            priceFen?: number;
            parameters?: {
                [key: string]: string;
            };
            description?: string;
            imageUrl?: string;
            onSale?: boolean;
        };
        CategoryReply: {
            id: number;
            name: string;
            productCount: number;
        };
        CategoryDto: {
            name: string;
        };
        ProductParameterReply: {
            label: string;
            value: string;
        };
        ConsumerProductReply: {
            description: string;
            parameters: components["schemas"]["ProductParameterReply"][];
            id: string;
            name: string;
            category: string;
            priceFen: number;
            imageUrl: string;
        };
        PlaceOrderBody: {
            /** @description As in the consumer API: the number as text. */
            productId: string;
            quantity: number;
        };
        ConsumerOrderReply: {
            orderNo: string;
            /** @enum {string} */
            state: "closed" | "created" | "paying" | "paid" | "refunding" | "refunded";
            productId: string;
            productName: string;
            imageUrl: string;
            quantity: number;
            amountFen: number;
            refundedFen: number;
            createdAt: string;
            /** @description Until then it can be paid. */
            expiresAt: string;
            paidAt: string | null;
        };
        PayParametersReply: {
            appId: string;
            timeStamp: string;
            nonceStr: string;
            package: string;
            /** @enum {string} */
            signType: "RSA";
            paySign: string;
        };
        PlacedOrderReply: {
            order: components["schemas"]["ConsumerOrderReply"];
            payment: components["schemas"]["PayParametersReply"];
        };
        OrderImportReply: {
            id: number;
            fileName: string;
            /** @enum {string} */
            encoding: "UTF-8" | "GBK" | "Excel";
            /** @enum {string} */
            state: "failed" | "done" | "running" | "cancelled" | "checked";
            jobId: number | null;
            totalRows: number;
            validRows: number;
            rejectedRows: number;
            orderCount: number;
            buyerCount: number;
            unknownSkuCount: number;
            amountFen: number;
            firstOrderedAt: string | null;
            lastOrderedAt: string | null;
            doneRows: number;
            importedRows: number;
            /** @description Worked through and already known. */
            duplicateRows: number;
            staffName: string;
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
        };
        OrderImportPage: {
            items: components["schemas"]["OrderImportReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        OrderCheckReply: {
            id: number;
            fileName: string;
            /** @enum {string} */
            encoding: "UTF-8" | "GBK" | "Excel";
            /** @enum {string} */
            state: "failed" | "done" | "running" | "cancelled" | "checked";
            jobId: number | null;
            totalRows: number;
            validRows: number;
            rejectedRows: number;
            orderCount: number;
            buyerCount: number;
            unknownSkuCount: number;
            amountFen: number;
            firstOrderedAt: string | null;
            lastOrderedAt: string | null;
            doneRows: number;
            importedRows: number;
            /** @description Worked through and already known. */
            duplicateRows: number;
            staffName: string;
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            /** @description The first hundred lines that will be left out. */
            errors: components["schemas"]["RowErrorReply"][];
            /** @description When the very same file was imported before; null when it was not. */
            importedBeforeAt: string | null;
        };
        PaymentRefundReply: {
            refundNo: string;
            amountFen: number;
            reason: string;
            /** @enum {string} */
            state: "closed" | "requested" | "processing" | "succeeded" | "abnormal";
            failure: string | null;
            staffName: string;
            createdAt: string;
            endedAt: string | null;
        };
        PaymentReply: {
            orderNo: string;
            /** @enum {string} */
            state: "closed" | "created" | "paying" | "paid" | "refunding" | "refunded";
            /** @enum {string|null} */
            problem: "mismatch" | "paid_after_close" | "refund_abnormal" | null;
            productName: string;
            quantity: number;
            amountFen: number;
            refundedFen: number;
            transactionId: string | null;
            customerId: string;
            customerName: string;
            createdAt: string;
            paidAt: string | null;
            refunds: components["schemas"]["PaymentRefundReply"][];
        };
        PaymentPage: {
            items: components["schemas"]["PaymentReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        RefundBody: {
            amountFen: number;
            /** @description The payer reads it too. */
            reason: string;
        };
        OrderItemReply: {
            sku: string;
            productId: number | null;
            productName: string;
            category: string;
            quantity: number;
            amountFen: number;
        };
        OrderReply: {
            id: number;
            orderNo: string;
            channel: string;
            orderedAt: string;
            amountFen: number;
            quantity: number;
            customerId: string;
            customerName: string;
            phoneMasked: string | null;
            items: components["schemas"]["OrderItemReply"][];
        };
        OrderPage: {
            items: components["schemas"]["OrderReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        OrderDayReply: {
            /** @description Shanghai day, YYYY-MM-DD. */
            day: string;
            orders: number;
            amountFen: number;
        };
        OrderOverviewReply: {
            orders: number;
            buyers: number;
            amountFen: number;
            channels: string[];
            /** @description The last 30 days, days without an order left out. */
            days: components["schemas"]["OrderDayReply"][];
        };
        CouponReply: {
            id: number;
            name: string;
            description: string;
            amountFen: number;
            thresholdFen: number;
            stock: number;
            claimedCount: number;
            usedCount: number;
            perPersonLimit: number;
            requiresPhone: boolean;
            openAt: string;
            closeAt: string | null;
            validDays: number | null;
            validUntil: string | null;
            /** @enum {string} */
            state: "open" | "draft" | "closed";
            updatedAt: string;
            createdAt: string;
        };
        CouponPage: {
            items: components["schemas"]["CouponReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ClaimReply: {
            id: number;
            code: string;
            /** @enum {string} */
            state: "expired" | "claimed" | "used";
            channel: string;
            claimedAt: string;
            validTo: string;
            usedAt: string | null;
            customerId: string;
            customerName: string;
        };
        ClaimPage: {
            items: components["schemas"]["ClaimReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        CouponDto: {
            name: string;
            description?: string;
            amountFen: number;
            thresholdFen: number;
            stock: number;
            perPersonLimit: number;
            requiresPhone: boolean;
            openAt: string;
            closeAt?: string | null;
            validDays?: number | null;
            validUntil?: string | null;
        };
        CouponActionDto: {
            /** @enum {string} */
            action: "open" | "close";
        };
        UseCouponDto: {
            code: string;
        };
        FormOptionDto: {
            value: string;
            label: string;
        };
        FormFieldDto: {
            key: string;
            label: string;
            /** @enum {string} */
            kind: "number" | "text" | "date" | "single" | "multiple";
            required: boolean;
            options?: components["schemas"]["FormOptionDto"][];
            maxLength?: number;
            /** @description Key of the attribute that the answer sets. */
            attribute?: string;
        };
        FormReply: {
            id: number;
            title: string;
            description: string;
            fields: components["schemas"]["FormFieldDto"][];
            rewardCouponId: number | null;
            rewardCouponName: string | null;
            thanks: string;
            /** @enum {string} */
            state: "open" | "draft" | "closed";
            submissionCount: number;
            updatedAt: string;
            createdAt: string;
        };
        FormPage: {
            items: components["schemas"]["FormReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        FormDto: {
            title: string;
            description?: string;
            fields: components["schemas"]["FormFieldDto"][];
            rewardCouponId?: number | null;
            thanks?: string;
        };
        FormActionDto: {
            /** @enum {string} */
            action: "open" | "close";
        };
        ShownAnswerReply: {
            key: string;
            label: string;
            answer: string;
        };
        SubmissionReply: {
            id: number;
            customerId: string;
            customerName: string;
            submittedAt: string;
            answers: components["schemas"]["ShownAnswerReply"][];
        };
        SubmissionPage: {
            items: components["schemas"]["SubmissionReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        AnswerCountReply: {
            name: string;
            value: number;
        };
        QuestionStatisticsReply: {
            key: string;
            label: string;
            /** @enum {string} */
            kind: "number" | "text" | "date" | "single" | "multiple";
            answered: number;
            /** @description Choices by option, dates by month, numbers by range; empty for a free text. */
            counts: components["schemas"]["AnswerCountReply"][];
            /** @description Mean of a number; null otherwise. */
            mean: number | null;
            /** @description The latest free texts. */
            texts: string[];
        };
        FormStatisticsReply: {
            submissions: number;
            questions: components["schemas"]["QuestionStatisticsReply"][];
        };
        CouponOfferReply: {
            id: string;
            name: string;
            amountFen: number;
            thresholdFen: number;
            /** @description Until when one claimed now can be used. */
            validTo: string;
            remaining: number;
            /** @description This person has as many as one may have. */
            claimed: boolean;
            requiresPhone: boolean;
        };
        HomeFormReply: {
            id: string;
            title: string;
            reward: string | null;
        };
        ProductCardReply: {
            id: string;
            name: string;
            category: string;
            priceFen: number;
            imageUrl: string;
        };
        AdvisorReply: {
            name: string;
            title: string;
            qrCodeUrl: string;
        };
        HomeReply: {
            articles: components["schemas"]["ArticleCardReply"][];
            coupons: components["schemas"]["CouponOfferReply"][];
            form: components["schemas"]["HomeFormReply"] | null;
            products: components["schemas"]["ProductCardReply"][];
            advisor: components["schemas"]["AdvisorReply"] | null;
        };
        ArticleReadReply: {
            id: string;
            title: string;
            summary: string;
            coverUrl: string;
            tags: string[];
            publishedAt: string;
            readMinutes: number;
            author: string;
            html: string;
            offer: components["schemas"]["CouponOfferReply"] | null;
            products: components["schemas"]["ProductCardReply"][];
        };
        MyCouponReply: {
            id: string;
            code: string;
            name: string;
            amountFen: number;
            thresholdFen: number;
            claimedAt: string;
            validTo: string;
            /** @enum {string} */
            state: "expired" | "claimed" | "used";
        };
        ClaimedReply: {
            coupon: components["schemas"]["MyCouponReply"];
        };
        ConsumerFormFieldReply: {
            key: string;
            label: string;
            /** @enum {string} */
            kind: "number" | "text" | "date" | "single" | "multiple";
            options?: components["schemas"]["FormOptionDto"][];
            required: boolean;
            maxLength?: number;
        };
        ConsumerFormReply: {
            id: string;
            title: string;
            description: string;
            /** @description Name of the coupon given for it. */
            reward: string | null;
            fields: components["schemas"]["ConsumerFormFieldReply"][];
            submitted: boolean;
        };
        SubmitFormDto: {
            answers: {
                [key: string]: unknown;
            };
        };
        SubmittedReply: {
            message: string;
            coupon: components["schemas"]["MyCouponReply"] | null;
        };
        RulePropertyReply: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "list";
        };
        RuleEventReply: {
            name: string;
            label: string;
            properties: components["schemas"]["RulePropertyReply"][];
        };
        NamedValueReply: {
            value: string;
            label: string;
        };
        RuleAttributeReply: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "number" | "boolean" | "text" | "money" | "date" | "enum" | "list";
            options: components["schemas"]["NamedValueReply"][];
        };
        RuleIdentityReply: {
            value: string;
            label: string;
            /** @description The accounts (appid, corpid) that an identity of the kind can be bound to; absent when any scope will do. */
            scopes?: components["schemas"]["NamedValueReply"][];
        };
        RuleTagReply: {
            id: number;
            name: string;
            values: string[];
            /**
             * @description Money is fen, a date `YYYY-MM-DD`.
             * @enum {string}
             */
            type: "number" | "boolean" | "text" | "money" | "date";
            /** @description What a number counts: `次`, `天`; '' when it has no such word. */
            unit: string;
        };
        RuleSegmentReply: {
            id: number;
            name: string;
        };
        RuleAudienceReply: {
            id: number;
            name: string;
        };
        RuleCatalogReply: {
            events: components["schemas"]["RuleEventReply"][];
            attributes: components["schemas"]["RuleAttributeReply"][];
            identities: components["schemas"]["RuleIdentityReply"][];
            officialAccounts: components["schemas"]["NamedValueReply"][];
            workMembers: components["schemas"]["NamedValueReply"][];
            tags: components["schemas"]["RuleTagReply"][];
            segments: components["schemas"]["RuleSegmentReply"][];
            audiences: components["schemas"]["RuleAudienceReply"][];
        };
        RuleSchemaReply: {
            rule: {
                [key: string]: unknown;
            };
            tagRule: {
                [key: string]: unknown;
            };
        };
        PropertyValueReply: {
            value: string;
            /** @description Events, or people for an attribute. */
            count: number;
        };
        DescribeRuleDto: {
            /** @enum {string} */
            kind: "rule" | "tag-rule";
            /** @description A rule of the rule language (see shared/src/rule). */
            rule: {
                [key: string]: unknown;
            };
        };
        RuleProblemReply: {
            /** @description The faulty node, such as `of[1].test`. */
            path: string;
            /**
             * @description What is wrong, such as `unknown-event`.
             * @enum {string}
             */
            code: "not-an-object" | "not-a-list" | "too-few" | "too-many" | "required" | "too-long" | "not-an-option" | "not-a-number" | "out-of-range" | "not-a-day" | "unknown-field" | "unknown-kind" | "unknown-event" | "unknown-property" | "unknown-attribute" | "unknown-identity" | "unknown-account" | "unknown-member" | "unknown-tag" | "unknown-value" | "unknown-segment" | "unknown-audience" | "wrong-comparison" | "wrong-type" | "several-values" | "too-deep" | "too-large" | "doubled" | "backwards" | "window-in-future" | "division-by-nothing" | "refers-to-itself";
            message: string;
        };
        RuleDescriptionReply: {
            /** @description The rule as one Chinese sentence; null while it is faulty. */
            sentence: string | null;
            problems: components["schemas"]["RuleProblemReply"][];
        };
        TagGroupReply: {
            id: number;
            name: string;
            parentId: number | null;
        };
        TagItemReply: {
            id: number;
            name: string;
            groupId: number | null;
            /** @enum {string} */
            kind: "fact" | "model" | "predictive";
            /** @enum {string} */
            method: "rule" | "hand";
            /** @description How its values come about: the kind of its rule; null for hand-set tags. */
            ruleKind: string | null;
            multiple: boolean;
            /** @enum {string} */
            state: "draft" | "published" | "paused" | "retired";
            version: number;
            description: string;
            ownerStaffId: number | null;
            ownerName: string | null;
            validFrom: string | null;
            validUntil: string | null;
            /** @description People who have it now. */
            people: number;
            /** @description When everyone was last evaluated; null before the first time and for hand-set tags. */
            evaluatedAt: string | null;
            /** @description Up to when the passing of time has been accounted for. */
            sweptAt: string | null;
            /** @description The job that is computing everyone's values at this moment. */
            computingJobId: number | null;
            /** @description The last evaluation of everyone was cancelled or failed: some people still have older values. */
            unfinished: boolean;
            /** @description Changes are recorded that the engine does not show yet. */
            behind: boolean;
            /** @description How many published tags, segments and campaigns stand on it. */
            usedBy: number;
            /** @description A rule is being edited that is not the one in force. */
            hasDraft: boolean;
        };
        TagTreeReply: {
            groups: components["schemas"]["TagGroupReply"][];
            tags: components["schemas"]["TagItemReply"][];
            /** @description How many customers there are. */
            everyone: number;
        };
        TagMetadataReply: {
            id: number;
            name: string;
            groupName: string | null;
            /** @enum {string} */
            kind: "fact" | "model" | "predictive";
            /** @enum {string} */
            method: "rule" | "hand";
            multiple: boolean;
            /** @enum {string} */
            state: "draft" | "published" | "paused" | "retired";
            /**
             * @description What every value is: text, a number, money (integer fen), a day (`YYYY-MM-DD` in Asia/Shanghai), or `true` and `false`.
             * @enum {string}
             */
            valueType: "number" | "boolean" | "text" | "money" | "date";
            /** @description What a number counts: `分` for money, `次`, `天`, `个`; '' when it has no such word. */
            unit: string;
            /** @description The values that it can have, as far as its definition tells. */
            values: string[];
            sentence: string | null;
            description: string;
            version: number;
            evaluatedAt: string | null;
        };
        TagOwnerReply: {
            id: number;
            name: string;
        };
        CreateTagDto: {
            name: string;
            /** @enum {string} */
            method: "rule" | "hand";
            /** @description Null: in no group. */
            groupId?: number | null;
            /** @description For hand-set tags: whether a person may have several values. */
            multiple?: boolean;
            description?: string;
            /** @description Value → what to do with these people (运营策略). */
            strategies?: {
                [key: string]: string;
            };
            /** @description For hand-set tags: the values to choose from. */
            handValues?: string[];
            /** @description A tag rule of the rule language (TagRule in shared/src/rule). */
            rule?: {
                [key: string]: unknown;
            };
            /**
             * @description 事实, 模型 or 预测; proposed by the rule when absent.
             * @enum {string}
             */
            kind?: "fact" | "model" | "predictive";
            /** @description The member of staff who answers for it. */
            ownerStaffId?: number | null;
            /** @description Computed from this time on; null: from its publication. */
            validFrom?: string | null;
            /** @description Retires at this time; null: until somebody retires it. */
            validUntil?: string | null;
        };
        PreviewTagDto: {
            /** @description A tag rule of the rule language (TagRule in shared/src/rule). */
            rule: {
                [key: string]: unknown;
            };
            /** @description The tag whose present values the preview is compared with. */
            tagId?: number;
        };
        TagPreviewValueReply: {
            value: string;
            /** @description The value as people read it. */
            shown: string;
            people: number;
            /** @description How many have the value today. */
            today: number;
            /** @description How many have it today and would keep it. */
            kept: number;
        };
        TagMoveReply: {
            /** @description Today, as people read it; null: no value. */
            from: string | null;
            to: string | null;
            people: number;
        };
        HistogramBarReply: {
            /** @description Inclusive. */
            from: number;
            /** @description Inclusive in the last bar, else exclusive. */
            to: number;
            people: number;
        };
        TagNumbersReply: {
            min: number;
            p25: number;
            median: number;
            p75: number;
            max: number;
            average: number;
            histogram: components["schemas"]["HistogramBarReply"][];
        };
        TagSampleReply: {
            values: string[];
            /** @description The same as people read them. */
            shown: string[];
            /** @description Today's values, as people read them. */
            today: string[];
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            channels: string[];
        };
        TagPreviewReply: {
            sentence: string;
            /** @description Most frequent first; none of numbers, which `numbers` tells. */
            values: components["schemas"]["TagPreviewValueReply"][];
            /** @description The most frequent changes of value, those who stay where they are included. Of a tag with several values: by the list. */
            moves: components["schemas"]["TagMoveReply"][];
            /** @description People whose values would be others than today. */
            changing: number;
            /**
             * @description What the values are; money is fen.
             * @enum {string}
             */
            valueType: "number" | "boolean" | "text" | "money" | "date";
            /** @description What a number counts: `次`, `天`, `个`; '' when it has no such word. */
            unit: string;
            numbers: components["schemas"]["TagNumbersReply"] | null;
            covered: number;
            coveredToday: number;
            everyone: number;
            /** @description Those who would change come first. */
            sample: components["schemas"]["TagSampleReply"][];
        };
        TagVersionReply: {
            version: number;
            /** @description What the rule says; null for hand-set tags. */
            sentence: string | null;
            rule: Record<string, never> | null;
            publishedAt: string;
            publishedByName: string | null;
            /** @description What differs from the version before, as sentences. */
            changes: string[];
            note: string;
            /** @description The older version that was put in force again. */
            restoredFrom: number | null;
        };
        TagValueCountReply: {
            value: string;
            /** @description The value as people read it. */
            shown: string;
            people: number;
        };
        TagDayReply: {
            /** @description A day of Asia/Shanghai. */
            day: string;
            people: number;
        };
        TagUserReply: {
            /** @enum {string} */
            kind: "tag" | "segment" | "campaign";
            id: number;
            name: string;
            /** @description How it stands on the tag when not directly: through which segment. */
            through: string | null;
        };
        TagDetailReply: {
            id: number;
            name: string;
            groupId: number | null;
            /** @enum {string} */
            kind: "fact" | "model" | "predictive";
            /** @enum {string} */
            method: "rule" | "hand";
            /** @description How its values come about: the kind of its rule; null for hand-set tags. */
            ruleKind: string | null;
            multiple: boolean;
            /** @enum {string} */
            state: "draft" | "published" | "paused" | "retired";
            version: number;
            description: string;
            ownerStaffId: number | null;
            ownerName: string | null;
            validFrom: string | null;
            validUntil: string | null;
            /** @description People who have it now. */
            people: number;
            /** @description When everyone was last evaluated; null before the first time and for hand-set tags. */
            evaluatedAt: string | null;
            /** @description Up to when the passing of time has been accounted for. */
            sweptAt: string | null;
            /** @description The job that is computing everyone's values at this moment. */
            computingJobId: number | null;
            /** @description The last evaluation of everyone was cancelled or failed: some people still have older values. */
            unfinished: boolean;
            /** @description Changes are recorded that the engine does not show yet. */
            behind: boolean;
            /** @description How many published tags, segments and campaigns stand on it. */
            usedBy: number;
            /** @description A rule is being edited that is not the one in force. */
            hasDraft: boolean;
            strategies: {
                [key: string]: string;
            };
            handValues: string[] | null;
            /** @description The rule in force. */
            rule: Record<string, never> | null;
            sentence: string | null;
            draftRule: Record<string, never> | null;
            draftSentence: string | null;
            /** @description What may be done now: publish, pause, resume, retire, remove. */
            actions: string[];
            versions: components["schemas"]["TagVersionReply"][];
            /** @description People per value, most frequent first, at most 50. */
            distribution: components["schemas"]["TagValueCountReply"][];
            /**
             * @description What the values are; money is fen.
             * @enum {string}
             */
            valueType: "number" | "boolean" | "text" | "money" | "date";
            /** @description What a number counts: `次`, `天`, `个`; '' when it has no such word. */
            unit: string;
            numbers: components["schemas"]["TagNumbersReply"] | null;
            /** @description People with the tag at the end of each day on which that changed. */
            history: components["schemas"]["TagDayReply"][];
            users: components["schemas"]["TagUserReply"][];
            everyone: number;
        };
        UpdateTagDto: {
            name?: string;
            /** @description Null: in no group. */
            groupId?: number | null;
            /** @description For hand-set tags: whether a person may have several values. */
            multiple?: boolean;
            description?: string;
            /** @description Value → what to do with these people (运营策略). */
            strategies?: {
                [key: string]: string;
            };
            /** @description For hand-set tags: the values to choose from. */
            handValues?: string[];
            /** @description A tag rule of the rule language (TagRule in shared/src/rule). */
            rule?: {
                [key: string]: unknown;
            };
            /**
             * @description 事实, 模型 or 预测; proposed by the rule when absent.
             * @enum {string}
             */
            kind?: "fact" | "model" | "predictive";
            /** @description The member of staff who answers for it. */
            ownerStaffId?: number | null;
            /** @description Computed from this time on; null: from its publication. */
            validFrom?: string | null;
            /** @description Retires at this time; null: until somebody retires it. */
            validUntil?: string | null;
        };
        PublishTagDto: {
            /** @description Why, for the list of versions. */
            note?: string;
        };
        PublishedTagReply: {
            tag: components["schemas"]["TagItemReply"];
            /** @description The job that computes everyone's values; null for hand-set tags and before a tag's validity begins. */
            jobId: number | null;
        };
        TagValuesDto: {
            /** @description At most 1 000 customers. */
            customerIds: string[];
            /** @description Only these tags; all published and paused ones when absent. */
            tagIds?: number[];
        };
        CustomerValueReply: {
            tagId: number;
            name: string;
            /** @description Money is fen. */
            values: string[];
            /** @description The values as people read them: `¥550.00`, `3 次`, a product by its name. */
            shown: string[];
            since: string;
            version: number;
        };
        CustomerValuesReply: {
            /** @description As it was asked. */
            customerId: string;
            /** @description The person it stands for now; null for an unknown or erased one. */
            livingId: string | null;
            tags: components["schemas"]["CustomerValueReply"][];
        };
        TagPeopleItemReply: {
            /** @description Several values are joined by 、. */
            value: string;
            /** @description The same as people read it. */
            shown: string;
            since: string;
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            channels: string[];
        };
        TagPeopleReply: {
            items: components["schemas"]["TagPeopleItemReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        TagTrendLineReply: {
            value: string;
            /** @description The value as people read it. */
            shown: string;
            people: number[];
        };
        TagTrendReply: {
            /** @description Days of Asia/Shanghai, without gaps; at most the last 180. */
            days: string[];
            /** @description People per value at the end of each day; the values with most people today, at most 12. */
            series: components["schemas"]["TagTrendLineReply"][];
        };
        ExportTagDto: {
            value?: string;
            on?: string;
        };
        ExportFileReply: {
            id: number;
            name: string;
            /** @enum {string} */
            state: "failed" | "running" | "cancelled" | "ready" | "expired";
            /** @description Follows the making; see /api/system/jobs. */
            jobId: number | null;
            /** @description Rows in the file. */
            rows: number;
            bytes: number;
            createdAt: string;
            finishedAt: string | null;
            /** @description Fetch it before this time. */
            expiresAt: string;
        };
        CreateTagGroupDto: {
            name: string;
            parentId?: number | null;
        };
        UpdateTagGroupDto: {
            name?: string;
            /** @description Into another folder; null: to the top. */
            parentId?: number | null;
            /** @description Its place among its new neighbours, from 0; at their end when only the folder is given. */
            position?: number;
        };
        CustomerTagReply: {
            tagId: number;
            name: string;
            groupName: string | null;
            /** @enum {string} */
            method: "rule" | "hand";
            /** @description Money is fen. */
            values: string[];
            /** @description The values as people read them: `¥550.00`, `3 次`, a product by its name. */
            shown: string[];
            since: string;
            version: number;
            /** @description What to do with people who have these values; empty when nothing was written. */
            strategy: string;
        };
        SetCustomerTagDto: {
            tagId: number;
            /** @description None takes the tag away. */
            values: string[];
            expiresAt?: string;
            /** @description Why; kept in the history. */
            reason?: string;
        };
        OneTagReply: {
            tag: components["schemas"]["CustomerTagReply"] | null;
        };
        TagSpanReply: {
            values: string[];
            /** @description The values as people read them. */
            shown: string[];
            from: string;
            /** @description Null: until now. */
            until: string | null;
            version: number;
        };
        PresentValuesReply: {
            version: number;
            values: string[];
            /** @description As people read them. */
            shown: string[];
            /** @description Whether these are the values that the person has. */
            agrees: boolean;
        };
        ExplainedConditionReply: {
            sentence: string;
            /**
             * @description A condition that holds or not; a number that the value follows from; a label in a ranking, among the best or not.
             * @enum {string}
             */
            role: "condition" | "measure" | "rank";
            holds: boolean;
            /** @description The measured number; money in fen. */
            number: string | null;
            /** @description The same for reading: `6 000 元`, `3 次`. */
            shown: string | null;
        };
        TagEvidenceReply: {
            id: number;
            name: string;
            label: string;
            occurredAt: string;
            channel: string;
            /** @description Integer fen, for events with an amount. */
            amountFen: number | null;
            details: components["schemas"]["EventDetailReply"][];
        };
        HandChangeReply: {
            before: string[];
            after: string[];
            /** @description `set`, `batch`, `expire`, `merge`, `unmerge`. */
            act: string;
            staffName: string | null;
            reason: string;
            at: string;
        };
        TagWhyReply: {
            tagId: number;
            name: string;
            /** @enum {string} */
            state: "draft" | "published" | "paused" | "retired";
            values: string[];
            /** @description Of the rule that gave the values. */
            version: number;
            /** @description When it gave them; the numbers and events are those of that instant. Null for a tag set by hand. */
            asOf: string | null;
            /** @description What the rule in force would give at this moment; null for a tag set by hand. */
            present: components["schemas"]["PresentValuesReply"] | null;
            sentence: string | null;
            conditions: components["schemas"]["ExplainedConditionReply"][];
            /** @description The latest events that the rule looked at. */
            events: components["schemas"]["TagEvidenceReply"][];
            /** @description For hand-set tags: who set it and when. */
            setByName: string | null;
            history: components["schemas"]["TagSpanReply"][];
            /** @description For hand-set tags: who changed it, when and why, latest first. */
            handChanges: components["schemas"]["HandChangeReply"][];
        };
        HandTagBatchReply: {
            id: number;
            /** @enum {string} */
            mode: "set" | "add" | "remove";
            values: string[];
            /** @description Whom it is about: «分群「高价值」», «名单（120 人）». */
            sourceName: string;
            expiresAt: string | null;
            reason: string;
            /** @enum {string} */
            state: "failed" | "done" | "running" | "cancelled";
            /** @description Follows the work; see /api/system/jobs. */
            jobId: number | null;
            total: number;
            done: number;
            /** @description People whose values are others than before. */
            changed: number;
            rejected: number;
            staffName: string | null;
            createdAt: string;
            finishedAt: string | null;
        };
        HandTagBatchDto: {
            /**
             * @description `set` makes these the only values, `add` keeps others, `remove` takes these away (all when none are named).
             * @enum {string}
             */
            mode: "set" | "add" | "remove";
            values: string[];
            /** @description Either a list of at most 10 000 customers … */
            customerIds?: string[];
            /** @description … or whoever is in a segment. */
            segmentId?: number;
            expiresAt?: string;
            reason?: string;
        };
        PeopleListDto: {
            /** @enum {string} */
            kind: "segment" | "audience";
            id: number;
        };
        OverlapDto: {
            lists: components["schemas"]["PeopleListDto"][];
        };
        OverlapListReply: {
            /** @enum {string} */
            kind: "segment" | "audience";
            id: number;
            name: string;
            people: number;
        };
        OverlapPartReply: {
            /** @description Places of the lists that these people are in; they are in none of the others. */
            places: number[];
            people: number;
        };
        OverlapReply: {
            lists: components["schemas"]["OverlapListReply"][];
            /** @description Largest first; together everyone who is in any of them. */
            parts: components["schemas"]["OverlapPartReply"][];
            /** @description In at least one of them. */
            people: number;
        };
        OverlapPeopleDto: {
            /** @default 1 */
            page: number;
            /** @default 20 */
            pageSize: number;
            lists: components["schemas"]["PeopleListDto"][];
            /** @description Places of the lists that they are in; they are in none of the others. */
            places: number[];
        };
        SegmentPersonReply: {
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            channels: string[];
            /** @description When the person entered; null for a rule that is not saved. */
            since: string | null;
        };
        SegmentPeopleReply: {
            items: components["schemas"]["SegmentPersonReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        InsightValueReply: {
            label: string;
            /** @description The value itself; null for a band of numbers. */
            value: string | null;
            /** @description For a band: above this number (null: from the smallest on), up to that one (null: up to the greatest). */
            above: number | null;
            upto: number | null;
            people: number;
            share: number;
            everyoneShare: number;
            /** @description share / everyoneShare × 100; null where nobody has it. */
            tgi: number | null;
        };
        InsightTraitReply: {
            /** @enum {string} */
            kind: "tag" | "attribute" | "channel" | "age";
            /** @description Tag id or attribute key. */
            key: string;
            name: string;
            values: components["schemas"]["InsightValueReply"][];
            /** @description About how many further values there are that are not shown. */
            moreValues: number;
        };
        InsightReply: {
            people: number;
            everyone: number;
            /** @description Which part this is, from 0, and how many there are. */
            part: number;
            parts: number;
            traits: components["schemas"]["InsightTraitReply"][];
        };
        PeopleOfRuleDto: {
            /** @default 1 */
            page: number;
            /** @default 20 */
            pageSize: number;
            rule: {
                [key: string]: unknown;
            };
        };
        SegmentChangeReply: {
            id: string;
            customerId: string;
            displayName: string;
            entered: boolean;
            at: string;
            /** @description The version of the rule that decided. */
            version: number;
            /**
             * @description `rule`: the rule was new; `real-time`: the person's acts or data; `time`: time passing; `batch`: everyone was looked at again; `gone`: merged or erased.
             * @enum {string}
             */
            cause: "rule" | "batch" | "real-time" | "time" | "gone";
        };
        SegmentChangesReply: {
            items: components["schemas"]["SegmentChangeReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        SegmentItemReply: {
            /** @description Null while the audience engine is away. */
            people: number | null;
            id: number;
            name: string;
            description: string;
            sentence: string;
            version: number;
            ownerName: string | null;
            createdAt: string;
            /** @description When everyone was last evaluated; null while the first evaluation runs. */
            evaluatedAt: string | null;
            /** @description The version of the rule by which the people were found; lower than `version` while a changed rule is evaluated. */
            evaluatedVersion: number;
            /** @description The job that evaluates everyone at this moment. */
            computingJobId: number | null;
        };
        CreateSegmentDto: {
            name: string;
            description?: string;
            /** @description A rule of the rule language (RuleNode in shared/src/rule). */
            rule: {
                [key: string]: unknown;
            };
        };
        SavedSegmentReply: {
            segment: components["schemas"]["SegmentItemReply"];
            /** @description The job that evaluates everyone; null when the rule did not change. */
            jobId: number | null;
        };
        CountSegmentDto: {
            rule: {
                [key: string]: unknown;
            };
            /** @description Names the builder that is asking: its newer question makes the older one give up. */
            builder?: string;
        };
        ReachableReply: {
            officialAccount: number;
            work: number;
            sms: number;
        };
        SegmentCountReply: {
            people: number;
            everyone: number;
            /** @description How many can be reached over each channel: a way there, and consent to marketing. */
            reachable: components["schemas"]["ReachableReply"];
            /** @description What the rule says. */
            sentence: string;
        };
        SegmentDayReply: {
            /** @description A day of Asia/Shanghai. */
            day: string;
            people: number;
            entered: number;
            left: number;
        };
        SegmentVersionReply: {
            version: number;
            sentence: string;
            rule: Record<string, never>;
            changedAt: string;
            changedByName: string | null;
            /** @description The older version whose rule was put in force again. */
            restoredFrom: number | null;
        };
        SegmentUserReply: {
            /** @enum {string} */
            kind: "tag" | "segment" | "campaign";
            id: number;
            name: string;
        };
        AudienceReply: {
            id: number;
            name: string;
            /** @enum {string} */
            source: "import" | "segment";
            segmentId: number | null;
            segmentVersion: number;
            /** @description What the segment's rule said when it was frozen; null for a list from a file. */
            sentence: string | null;
            /** @description In the list as it was frozen. */
            people: number;
            frozenAt: string;
            frozenByName: string | null;
        };
        SegmentDetailReply: {
            people: number;
            rule: Record<string, never>;
            everyone: number;
            reachable: components["schemas"]["ReachableReply"];
            history: components["schemas"]["SegmentDayReply"][];
            /** @description Newest first. */
            versions: components["schemas"]["SegmentVersionReply"][];
            users: components["schemas"]["SegmentUserReply"][];
            audiences: components["schemas"]["AudienceReply"][];
            id: number;
            name: string;
            description: string;
            sentence: string;
            version: number;
            ownerName: string | null;
            createdAt: string;
            /** @description When everyone was last evaluated; null while the first evaluation runs. */
            evaluatedAt: string | null;
            /** @description The version of the rule by which the people were found; lower than `version` while a changed rule is evaluated. */
            evaluatedVersion: number;
            /** @description The job that evaluates everyone at this moment. */
            computingJobId: number | null;
        };
        UpdateSegmentDto: {
            name?: string;
            description?: string;
            rule?: {
                [key: string]: unknown;
            };
        };
        NameAudienceDto: {
            name: string;
        };
        CustomerSegmentReply: {
            segmentId: number;
            name: string;
            /** @description When the person entered. */
            since: string;
            /** @description The version of the rule by which the person entered. */
            version: number;
        };
        SegmentSpanReply: {
            entered: boolean;
            at: string;
            version: number;
            /**
             * @description `rule`: the rule was new; `real-time`: the person's acts or data; `time`: time passing; `batch`: everyone was looked at again; `gone`: merged or erased.
             * @enum {string}
             */
            cause: "rule" | "batch" | "real-time" | "time" | "gone";
        };
        SegmentWhyReply: {
            segmentId: number;
            name: string;
            version: number;
            sentence: string;
            inside: boolean;
            /** @description Everyone is still to be evaluated by this version. */
            stale: boolean;
            conditions: components["schemas"]["ExplainedConditionReply"][];
            /** @description The latest events that the rule looked at. */
            events: components["schemas"]["TimelineItem"][];
            /** @description Comings and goings, latest first. */
            changes: components["schemas"]["SegmentSpanReply"][];
        };
        AudienceExportReply: {
            id: number;
            /** @enum {string} */
            targetKind: "segment" | "audience";
            targetId: number;
            targetName: string;
            columns: ("phone" | "customerId" | "displayName" | "phoneMasked" | "channels" | "firstChannel")[];
            reason: string;
            /** @description In the list that was frozen with the wish; the file holds these people and no others. */
            people: number;
            /** @description What the rule said when the list was frozen; null for a list from a file. */
            sentence: string | null;
            /** @enum {string} */
            state: "pending" | "expired" | "withdrawn" | "approved" | "rejected";
            requestedByName: string;
            /** @description Whether the asker is the one who is looking. */
            own: boolean;
            decidedByName: string | null;
            decidedAt: string | null;
            decisionNote: string;
            /** @description Until then it can be decided, or the approval used. */
            validUntil: string | null;
            /** @description The file, once it is being made; see /api/exports. */
            exportId: number | null;
            createdAt: string;
        };
        AudienceExportPage: {
            items: components["schemas"]["AudienceExportReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        RequestExportDto: {
            /** @enum {string} */
            targetKind: "segment" | "audience";
            targetId: number;
            columns: ("phone" | "customerId" | "displayName" | "phoneMasked" | "channels" | "firstChannel")[];
            /** @description What the file is for; the approver reads it. */
            reason: string;
        };
        DecideExportDto: {
            /** @enum {string} */
            action: "approve" | "reject";
            note?: string;
        };
        AudiencePage: {
            items: components["schemas"]["AudienceReply"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        AudienceRejectReply: {
            /** @description Line number as a spreadsheet counts. */
            row: number;
            reason: string;
        };
        AudienceImportReply: {
            id: number;
            fileName: string;
            /** @enum {string} */
            state: "failed" | "done" | "cancelled" | "checking" | "checked";
            totalRows: number;
            /** @description Lines that have been looked up. */
            doneRows: number;
            /** @description Different people whom the file names. */
            people: number;
            repeatedRows: number;
            rejectedRows: number;
            /** @description The first of the rejected lines. */
            rejects: components["schemas"]["AudienceRejectReply"][];
            createdAt: string;
        };
        AudienceDetailReply: {
            id: number;
            name: string;
            /** @enum {string} */
            source: "import" | "segment";
            segmentId: number | null;
            segmentVersion: number;
            /** @description What the segment's rule said when it was frozen; null for a list from a file. */
            sentence: string | null;
            /** @description In the list as it was frozen. */
            people: number;
            frozenAt: string;
            frozenByName: string | null;
            /** @description Whom the list means now: merged people stand under their survivors, erased ones are gone. */
            living: number;
            /** @description How many of them can be reached over each channel now. */
            reachable: components["schemas"]["ReachableReply"];
        };
        CampaignCounts: {
            planned: number;
            skipped: number;
            sending: number;
            submitted: number;
            unknown: number;
            delivered: number;
            failed: number;
        };
        CampaignRow: {
            id: number;
            name: string;
            /** @enum {string} */
            state: "cancelled" | "draft" | "planning" | "planned" | "scheduled" | "sending" | "finished";
            segmentId: number;
            segmentName: string;
            channels: ("official_account_template" | "work_group_message")[];
            controlBasisPoints: number;
            audienceSize: number;
            counts: components["schemas"]["CampaignCounts"];
            createdByName: string | null;
            createdAt: string;
            scheduledAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
        };
        CampaignPage: {
            items: components["schemas"]["CampaignRow"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ChannelAccountReply: {
            /** @enum {string} */
            channel: "official_account_template" | "work_group_message";
            channelLabel: string;
            accountId: number;
            accountName: string;
        };
        ConversionEventReply: {
            name: string;
            label: string;
        };
        CampaignOptions: {
            channels: components["schemas"]["ChannelAccountReply"][];
            conversionEvents: components["schemas"]["ConversionEventReply"][];
            miniProgramAppid: string | null;
        };
        TemplateFieldReply: {
            key: string;
            label: string;
            maxLength: number | null;
        };
        TemplateReply: {
            templateId: string;
            title: string;
            fields: components["schemas"]["TemplateFieldReply"][];
            example: string;
        };
        TemplateContentDto: {
            templateId: string;
            templateTitle: string;
            /** @description Value by the template's keyword; `{昵称}` is filled in per person. */
            values: {
                [key: string]: string;
            };
            /** @description Page of the mini-program that a tap opens; empty for none. */
            miniProgramPath: string;
            miniProgramAppid: string;
        };
        WorkLinkDto: {
            title: string;
            description: string;
            /** Format: uri */
            url: string;
        };
        WorkContentDto: {
            text: string;
            link: components["schemas"]["WorkLinkDto"] | null;
        };
        CampaignMessageDto: {
            /** @enum {string} */
            channel: "official_account_template" | "work_group_message";
            accountId: number;
            /** @description For `official_account_template`. */
            template?: components["schemas"]["TemplateContentDto"];
            /** @description For `work_group_message`. */
            work?: components["schemas"]["WorkContentDto"];
        };
        SaveCampaignDto: {
            name: string;
            segmentId: number;
            /** @description Hundredths of a percent: 1000 = 10 %. At most half. */
            controlBasisPoints: number;
            /** @enum {string} */
            channelPolicy: "each" | "first";
            conversionEvent: string;
            conversionDays: number;
            messages: components["schemas"]["CampaignMessageDto"][];
        };
        CampaignMessageReply: {
            id: number;
            /** @enum {string} */
            channel: "official_account_template" | "work_group_message";
            accountId: number;
            accountName: string;
            template: components["schemas"]["TemplateContentDto"] | null;
            work: components["schemas"]["WorkContentDto"] | null;
            counts: components["schemas"]["CampaignCounts"];
        };
        ReasonCount: {
            /** @enum {string} */
            channel: "official_account_template" | "work_group_message";
            /** @enum {string} */
            state: "failed" | "planned" | "sending" | "skipped" | "submitted" | "unknown" | "delivered";
            reason: string;
            label: string;
            people: number;
        };
        CampaignDetail: {
            id: number;
            name: string;
            /** @enum {string} */
            state: "cancelled" | "draft" | "planning" | "planned" | "scheduled" | "sending" | "finished";
            segmentId: number;
            segmentName: string;
            channels: ("official_account_template" | "work_group_message")[];
            controlBasisPoints: number;
            audienceSize: number;
            counts: components["schemas"]["CampaignCounts"];
            createdByName: string | null;
            createdAt: string;
            scheduledAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            audienceSentence: string;
            /** @enum {string} */
            channelPolicy: "each" | "first";
            conversionEvent: string;
            conversionDays: number;
            ignoreQuietHours: boolean;
            plannedAt: string | null;
            messages: components["schemas"]["CampaignMessageReply"][];
            reasons: components["schemas"]["ReasonCount"][];
            /** @description People drawn into each arm. */
            reachedPeople: number;
            controlPeople: number;
            /** @description What may be done now. */
            actions: ("plan" | "planDone" | "replan" | "schedule" | "send" | "finish" | "cancel")[];
            /** @description The planning job while it runs. */
            planJobId: number | null;
            /** @description When marketing may go out next: now, or the end of the quiet hours. */
            nextAllowedAt: string;
        };
        JobStarted: {
            jobId: number;
        };
        SendCampaignDto: {
            /** @description ISO instant; absent = now. */
            at?: string;
            /** @description Send now although it is night. */
            ignoreQuietHours?: boolean;
        };
        DeliveryRow: {
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            /**
             * @description Null for the control group.
             * @enum {string|null}
             */
            channel: "official_account_template" | "work_group_message" | null;
            sender: string | null;
            /** @enum {string} */
            state: "failed" | "planned" | "sending" | "skipped" | "submitted" | "unknown" | "delivered" | "control";
            reason: string | null;
            reasonLabel: string | null;
            sentAt: string | null;
            settledAt: string | null;
        };
        DeliveryPage: {
            items: components["schemas"]["DeliveryRow"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        ArmReply: {
            people: number;
            converted: number;
            /** @description 0 to 1; null for an empty arm. */
            rate: number | null;
            /** @description 95 % interval of the rate. */
            rateLow: number | null;
            rateHigh: number | null;
            amountFen: number;
            amountPerPersonFen: number | null;
        };
        DifferenceReply: {
            value: number;
            low: number;
            high: number;
        };
        EffectDayReply: {
            /** @description 1 = the first 24 hours. */
            day: number;
            /** @description Share converted by the end of that day. */
            reachedRate: number | null;
            controlRate: number | null;
        };
        EffectReply: {
            conversionEvent: string;
            conversionDays: number;
            from: string | null;
            to: string | null;
            elapsedDays: number;
            /** @description The whole window has passed. */
            complete: boolean;
            reached: components["schemas"]["ArmReply"];
            control: components["schemas"]["ArmReply"];
            rateDifference: components["schemas"]["DifferenceReply"] | null;
            amountDifferenceFen: components["schemas"]["DifferenceReply"] | null;
            /** @enum {string} */
            verdict: "better" | "worse" | "undecided" | "nothing-to-compare";
            days: components["schemas"]["EffectDayReply"][];
        };
        LeadRow: {
            id: string;
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            /** @enum {string} */
            state: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant";
            ownerId: number | null;
            ownerName: string | null;
            source: string;
            nextStep: string;
            nextStepAt: string | null;
            overdue: boolean;
            lastFollowedAt: string | null;
            createdAt: string;
            closedAt: string | null;
        };
        LeadPage: {
            items: components["schemas"]["LeadRow"][];
            /** @description How many there are on all pages. */
            total: number;
            page: number;
            pageSize: number;
        };
        LeadCount: {
            /** @enum {string} */
            state: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant";
            leads: number;
        };
        LeadSummary: {
            /** @description Leads by state, of those whom the asker may see. */
            states: components["schemas"]["LeadCount"][];
            pool: number;
            due: number;
        };
        SalesReply: {
            id: number;
            name: string;
            openLeads: number;
        };
        OpenLeadDto: {
            customerId: string;
        };
        FollowUpReply: {
            id: number;
            at: string;
            staffName: string | null;
            /** @enum {string} */
            kind: "note" | "state" | "owner" | "contact";
            text: string;
            /** @enum {string|null} */
            fromState: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant" | null;
            /** @enum {string|null} */
            toState: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant" | null;
        };
        LeadDetail: {
            id: string;
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            /** @enum {string} */
            state: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant";
            ownerId: number | null;
            ownerName: string | null;
            source: string;
            nextStep: string;
            nextStepAt: string | null;
            overdue: boolean;
            lastFollowedAt: string | null;
            createdAt: string;
            closedAt: string | null;
            lostReason: string;
            /** @description What may be done now by the person who asks. */
            actions: ("contact" | "qualify" | "negotiate" | "win" | "lose" | "rest" | "revive")[];
            mayFollow: boolean;
            mayClaim: boolean;
            followUps: components["schemas"]["FollowUpReply"][];
        };
        AddNoteDto: {
            text: string;
            nextStep?: string;
            /** @description ISO instant; null clears it. */
            nextStepAt?: string | null;
        };
        MoveLeadDto: {
            /** @enum {string} */
            action: "contact" | "qualify" | "negotiate" | "win" | "lose" | "rest" | "revive";
            reason?: string;
        };
        AssignLeadDto: {
            /** @description Null puts it into the pool. */
            ownerId: number | null;
        };
        OverviewTotals: {
            customers: number;
            withPhone: number;
            followers: number;
            miniProgramUsers: number;
            workContacts: number;
            /** @description People known on at least two touchpoints as one. */
            joined: number;
            newThisWeek: number;
            newLastWeek: number;
            activeThisWeek: number;
            activeLastWeek: number;
            salesThisWeekFen: number;
            salesLastWeekFen: number;
        };
        OverviewDay: {
            /** @description `YYYY-MM-DD`, Asia/Shanghai. */
            day: string;
            newCustomers: number;
            activeCustomers: number;
            orders: number;
            amountFen: number;
        };
        TouchpointCombination: {
            /** @description Touchpoints held together, in a fixed order. */
            touchpoints: string[];
            customers: number;
        };
        EventVolume: {
            name: string;
            label: string;
            events: number;
            customers: number;
        };
        OverviewReply: {
            totals: components["schemas"]["OverviewTotals"];
            /** @description The past 30 days, oldest first, today included. */
            days: components["schemas"]["OverviewDay"][];
            combinations: components["schemas"]["TouchpointCombination"][];
            /** @description The past 30 days, the most frequent first. */
            events: components["schemas"]["EventVolume"][];
        };
        PortraitPhase: {
            /** @enum {string} */
            key: "active" | "new" | "lost" | "visitor" | "prospect" | "silent";
            label: string;
            /** @description Why, in one sentence. */
            reason: string;
        };
        PortraitAttribute: {
            key: string;
            label: string;
            /** @description As a person reads it. */
            value: string;
            source: string;
            at: string;
        };
        PortraitMonth: {
            /** @description `YYYY-MM`, Asia/Shanghai. */
            month: string;
            amountFen: number;
            orders: number;
        };
        PortraitValue: {
            /** @description Everything ever bought, in fen. */
            totalFen: number;
            orders: number;
            averageOrderFen: number | null;
            lastOrderAt: string | null;
            /** @description Days since the last order; null when there was none. */
            daysSinceLastOrder: number | null;
            /** @description The past twelve months, oldest first. */
            months: components["schemas"]["PortraitMonth"][];
        };
        PortraitPreference: {
            name: string;
            /** @description Reads in the past 180 days that carry this content tag. */
            reads: number;
        };
        PortraitReply: {
            customerId: string;
            displayName: string;
            phoneMasked: string | null;
            touchpoints: string[];
            firstChannel: string;
            since: string;
            marketingConsent: boolean;
            phase: components["schemas"]["PortraitPhase"];
            attributes: components["schemas"]["PortraitAttribute"][];
            value: components["schemas"]["PortraitValue"];
            preferences: components["schemas"]["PortraitPreference"][];
            /** @description The latest, newest first. */
            acts: components["schemas"]["TimelineItem"][];
            lead: components["schemas"]["LeadDetail"] | null;
        };
        SidebarConfigReply: {
            corpid: string;
            agentId: number;
            /**
             * @description Who plays 企业微信: the platform itself, or the sandbox at `sandboxUrl`.
             * @enum {string}
             */
            host: "work" | "sandbox";
            sandboxUrl: string | null;
        };
        SignatureReply: {
            timestamp: number;
            nonceStr: string;
            signature: string;
        };
        SidebarSignaturesReply: {
            corp: components["schemas"]["SignatureReply"];
            agent: components["schemas"]["SignatureReply"];
        };
        EngineStatusReply: {
            /** @description Whether the engine answers. */
            alive: boolean;
            /** @description Changes of the record that the engine does not have yet. */
            waiting: number;
            /** @description Age of the oldest of them, in seconds; 0 when nothing waits. */
            lagSeconds: number;
        };
        RebuildReply: {
            /** @description The job that rebuilds; its progress can be asked for like any job's. */
            jobId: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "Health.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Account.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountReply"][];
                };
            };
        };
    };
    "Account.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountReply"];
                };
            };
        };
    };
    "Account.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAccountBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountReply"];
                };
            };
        };
    };
    "Account.checkConnection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionCheckReply"];
                };
            };
        };
    };
    "Account.listMembers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMemberReply"][];
                };
            };
        };
    };
    "ChannelCode.list": {
        parameters: {
            query?: {
                kind?: "oa_qr" | "work_contact_way";
                /** @description Part of the name, the channel or the scene. */
                search?: string;
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCodePage"];
                };
            };
        };
    };
    "ChannelCode.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChannelCodeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCodeReply"];
                };
            };
        };
    };
    "ChannelCode.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCodeDetailReply"];
                };
            };
        };
    };
    "ChannelCode.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateChannelCodeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCodeReply"];
                };
            };
        };
    };
    "Auth.login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeReply"];
                };
            };
        };
    };
    "Auth.work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkLoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeReply"];
                };
            };
        };
    };
    "Auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeReply"];
                };
            };
        };
    };
    "Auth.logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Auth.password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Staff.list": {
        parameters: {
            query?: {
                search?: string;
                role?: "administrator" | "operator" | "editor" | "sales";
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPage"];
                };
            };
        };
    };
    "Staff.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStaffDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffReply"];
                };
            };
        };
    };
    "Staff.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateStaffDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffReply"];
                };
            };
        };
    };
    "Audit.list": {
        parameters: {
            query?: {
                staffId?: number;
                action?: string;
                targetKind?: string;
                targetId?: string;
                /** @description Inclusive, ISO instant. */
                from?: string;
                /** @description Exclusive, ISO instant. */
                to?: string;
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    "Jobs.list": {
        parameters: {
            query?: {
                state?: "pending" | "dead" | "done" | "running" | "cancelled";
                kind?: string;
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    "Jobs.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReply"];
                };
            };
        };
    };
    "Jobs.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Privacy.versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyPolicyReply"][];
                };
            };
        };
    };
    "Privacy.publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishPolicyDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyPolicyReply"];
                };
            };
        };
    };
    "Privacy.brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandReply"];
                };
            };
        };
    };
    "Privacy.setBrand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandReply"];
                };
            };
        };
    };
    "ConsumerConfig.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerConfigReply"];
                };
            };
        };
    };
    "Callback.confirmOfficialAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Callback.receiveFromOfficialAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Callback.confirmMiniProgram": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Callback.receiveFromMiniProgram": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Callback.confirmWork": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Callback.receiveFromWork": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    "Intake.overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeOverviewReply"];
                };
            };
        };
    };
    "Intake.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                state?: "pending" | "failed" | "dead" | "done" | "refused";
                kind?: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
                accountId?: number;
                /** @description ISO instants; received at or after, and before. */
                from?: string;
                to?: string;
                /** @description Beginning of the person's platform id (openid, external_userid), or a whole error code. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawMessagePage"];
                };
            };
        };
    };
    "Intake.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawMessageDetailReply"];
                };
            };
        };
    };
    "Intake.replayable": {
        parameters: {
            query?: {
                state?: "pending" | "failed" | "dead" | "done" | "refused";
                kind?: "official-account.event.subscribe" | "official-account.event.unsubscribe" | "official-account.event.scan" | "official-account.event.template_send_job_finish" | "official-account.event.subscribe_message" | "official-account.event.other" | "official-account.message" | "work.add_external_contact" | "work.edit_external_contact" | "work.del_external_contact" | "work.del_follow_user" | "work.group-message-result" | "work.change_external_chat" | "work.other" | "official-account.reconcile.follower" | "official-account.reconcile.tags" | "official-account.reconcile.gone" | "work.reconcile.contact" | "work.reconcile.gone" | "work.reconcile.tag-group" | "work.reconcile.group-chat" | "mini-program.event" | "mini-program.subscribe_message" | "mini-program.message" | "mini-program.login" | "mini-program.phone" | "consumer.track" | "consumer.coupon-claim" | "consumer.form-submit" | "staff.coupon-use" | "pay.transaction" | "pay.refund" | "order.row";
                accountId?: number;
                /** @description ISO instants; received at or after, and before. */
                from?: string;
                to?: string;
                /** @description Beginning of the person's platform id (openid, external_userid), or a whole error code. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayableReply"];
                };
            };
        };
    };
    "Intake.replayMessages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayReply"];
                };
            };
        };
    };
    "Intake.restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreReply"];
                };
            };
        };
    };
    "PayCallback.receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Reconciliation.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationsReply"];
                };
            };
        };
    };
    "Reconciliation.start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartReconciliationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRunReply"];
                };
            };
        };
    };
    "Reconciliation.runs": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRunPage"];
                };
            };
        };
    };
    "Reconciliation.resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRunReply"];
                };
            };
        };
    };
    "Reconciliation.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRunReply"];
                };
            };
        };
    };
    "Customer.page": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description A name, a whole phone number, its last four digits, or a customer's id. */
                search?: string;
                channel?: string;
                hasPhone?: boolean;
                /** @description First seen, inclusive, ISO instant. */
                from?: string;
                /** @description First seen, exclusive, ISO instant. */
                to?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
        };
    };
    "Customer.export": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description A name, a whole phone number, its last four digits, or a customer's id. */
                search?: string;
                channel?: string;
                hasPhone?: boolean;
                /** @description First seen, inclusive, ISO instant. */
                from?: string;
                /** @description First seen, exclusive, ISO instant. */
                to?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Customer.channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelReply"][];
                };
            };
        };
    };
    "Customer.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetailReply"];
                };
            };
        };
    };
    "Customer.erase": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Customer.setAttribute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAttributeDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetailReply"];
                };
            };
        };
    };
    "Customer.revealPhone": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneReply"];
                };
            };
        };
    };
    "Customer.consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordConsentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetailReply"];
                };
            };
        };
    };
    "CustomerMerge.preview": {
        parameters: {
            query: {
                survivor: string;
                absorbed: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreviewReply"];
                };
            };
        };
    };
    "CustomerMerge.merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeDoneReply"];
                };
            };
        };
    };
    "CustomerMerge.undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmergeReply"];
                };
            };
        };
    };
    "MergeReview.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                state?: "open" | "merged" | "kept-apart";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPage"];
                };
            };
        };
    };
    "MergeReview.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewDetailReply"];
                };
            };
        };
    };
    "MergeReview.merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideReviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeDoneReply"];
                };
            };
        };
    };
    "MergeReview.keepApart": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "AttributeDefinition.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributeDefinitionReply"][];
                };
            };
        };
    };
    "AttributeDefinition.declare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclareAttributeDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributeDefinitionReply"];
                };
            };
        };
    };
    "Consumer.login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumerLoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerLoginReply"];
                };
            };
        };
    };
    "Consumer.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerMeReply"];
                };
            };
        };
    };
    "Consumer.phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumerPhoneDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerPhoneReply"];
                };
            };
        };
    };
    "Consumer.myConsents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerConsentReply"][];
                };
            };
        };
    };
    "Consumer.consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumerConsentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerConsentReply"][];
                };
            };
        };
    };
    "CustomerTimeline.timeline": {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                limit?: number;
                /** @description Event names, separated by commas. */
                names?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineReply"];
                };
            };
        };
    };
    "EventAlert.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAlertReply"][];
                };
            };
        };
    };
    "EventAlert.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "EventAlert.mute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteAlertDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Event.stream": {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                name?: string;
                channel?: string;
                /** @description Only this person's. */
                customer?: string;
                /** @description ISO instants; happened at or after, and before. */
                from?: string;
                to?: string;
                /** @description A declared property, to be searched for `value`. */
                property?: string;
                /** @description As it is stored: fen for money, `true` or `false`, ISO 8601 for a date; a product also by its code. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamReply"];
                };
            };
        };
    };
    "Event.export": {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
                name?: string;
                channel?: string;
                /** @description Only this person's. */
                customer?: string;
                /** @description ISO instants; happened at or after, and before. */
                from?: string;
                to?: string;
                /** @description A declared property, to be searched for `value`. */
                property?: string;
                /** @description As it is stored: fen for money, `true` or `false`, ISO 8601 for a date; a product also by its code. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "EventDefinition.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDefinitionReply"][];
                };
            };
        };
    };
    "EventDefinition.declare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclareEventDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDefinitionReply"];
                };
            };
        };
    };
    "EventDefinition.export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "EventDefinition.change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEventDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDefinitionReply"];
                };
            };
        };
    };
    "EventDefinition.owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventOwnerReply"][];
                };
            };
        };
    };
    "EventDefinition.users": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventUserReply"][];
                };
            };
        };
    };
    "EventDefinition.versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventVersionReply"][];
                };
            };
        };
    };
    "EventHealth.overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventHealthReply"];
                };
            };
        };
    };
    "EventHealth.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventHealthDetail"];
                };
            };
        };
    };
    "EventMapping.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingReply"][];
                };
            };
        };
    };
    "EventMapping.put": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutMappingDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettleReply"];
                };
            };
        };
    };
    "EventMapping.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Quarantine.groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineGroup"][];
                };
            };
        };
    };
    "Quarantine.list": {
        parameters: {
            query?: {
                before?: number;
                sourceId?: number;
                event?: string;
                reason?: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
                property?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldEventList"];
                };
            };
        };
    };
    "Quarantine.export": {
        parameters: {
            query?: {
                sourceId?: number;
                event?: string;
                reason?: "unknown_event" | "paused_event" | "unknown_property" | "property_type" | "property_missing" | "property_option" | "unknown_reference" | "time_future" | "time_past";
                property?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Quarantine.preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingPreview"];
                };
            };
        };
    };
    "Quarantine.suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingTargetDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionSuggestion"];
                };
            };
        };
    };
    "Quarantine.replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettleReply"];
                };
            };
        };
    };
    "Quarantine.discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscardReply"];
                };
            };
        };
    };
    "Track.track": {
        parameters: {
            query?: {
                key?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackReply"];
                };
            };
        };
    };
    "TrackSource.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackSourceReply"][];
                };
            };
        };
    };
    "TrackSource.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTrackSourceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTrackKeyReply"];
                };
            };
        };
    };
    "TrackSource.refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackRefusalReply"][];
                };
            };
        };
    };
    "TrackSource.change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTrackSourceDto"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "TrackSource.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTrackKeyReply"];
                };
            };
        };
    };
    "TrackSource.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                keyId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Article.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                search?: string;
                state?: "draft" | "published" | "withdrawn";
                /** @description Id of a content tag. */
                tag?: number;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticlePage"];
                };
            };
        };
    };
    "Article.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateArticleDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReply"];
                };
            };
        };
    };
    "Article.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReply"];
                };
            };
        };
    };
    "Article.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateArticleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReply"];
                };
            };
        };
    };
    "Article.days": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingDayReply"][];
                };
            };
        };
    };
    "Article.changeState": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleActionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReply"];
                };
            };
        };
    };
    "ConsumerArticle.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Name of a content tag. */
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleCardPage"];
                };
            };
        };
    };
    "ConsumerArticle.contentTags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerContentTagReply"][];
                };
            };
        };
    };
    "Asset.upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetReply"];
                };
            };
        };
    };
    "Asset.uploaded": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Asset.drawn": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ContentTag.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentTagReply"][];
                };
            };
        };
    };
    "ContentTag.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateContentTagDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentTagReply"];
                };
            };
        };
    };
    "ContentTag.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ContentTag.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateContentTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentTagReply"];
                };
            };
        };
    };
    "Product.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Part of the name or of the code. */
                search?: string;
                category?: number;
                onSale?: boolean;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
        };
    };
    "Product.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProductDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductReply"];
                };
            };
        };
    };
    "Product.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductReply"];
                };
            };
        };
    };
    "Product.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProductDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductReply"];
                };
            };
        };
    };
    "Product.import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductImportReply"];
                };
            };
        };
    };
    "ProductCategory.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryReply"][];
                };
            };
        };
    };
    "ProductCategory.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryReply"];
                };
            };
        };
    };
    "ProductCategory.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ProductCategory.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryReply"];
                };
            };
        };
    };
    "ConsumerProduct.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerProductReply"];
                };
            };
        };
    };
    "ConsumerOrder.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerOrderReply"][];
                };
            };
        };
    };
    "ConsumerOrder.place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceOrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrderReply"];
                };
            };
        };
    };
    "ConsumerOrder.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerOrderReply"];
                };
            };
        };
    };
    "ConsumerOrder.pay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrderReply"];
                };
            };
        };
    };
    "ConsumerOrder.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerOrderReply"];
                };
            };
        };
    };
    "ConsumerOrder.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerOrderReply"];
                };
            };
        };
    };
    "OrderImport.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderImportPage"];
                };
            };
        };
    };
    "OrderImport.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderCheckReply"];
                };
            };
        };
    };
    "OrderImport.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "OrderImport.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderImportReply"];
                };
            };
        };
    };
    "OrderImport.start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderImportReply"];
                };
            };
        };
    };
    "OrderImport.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderImportReply"];
                };
            };
        };
    };
    "OrderImport.rejects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Payment.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Beginning of the order number. */
                search?: string;
                state?: "closed" | "created" | "paying" | "paid" | "refunding" | "refunded";
                /** @description Public id of a customer. */
                customer?: string;
                /** @description Only those that somebody should look at. */
                problem?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
        };
    };
    "Payment.refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderNo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentReply"];
                };
            };
        };
    };
    "Order.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Beginning of the order number. */
                search?: string;
                channel?: string;
                /** @description Public id of a customer. */
                customer?: string;
                /** @description Inclusive, ISO instant. */
                from?: string;
                /** @description Exclusive, ISO instant. */
                to?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
        };
    };
    "Order.overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOverviewReply"];
                };
            };
        };
    };
    "Order.export": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Beginning of the order number. */
                search?: string;
                channel?: string;
                /** @description Public id of a customer. */
                customer?: string;
                /** @description Inclusive, ISO instant. */
                from?: string;
                /** @description Exclusive, ISO instant. */
                to?: string;
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Coupon.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                search?: string;
                state?: "open" | "draft" | "closed";
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponPage"];
                };
            };
        };
    };
    "Coupon.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CouponDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponReply"];
                };
            };
        };
    };
    "Coupon.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponReply"];
                };
            };
        };
    };
    "Coupon.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CouponDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponReply"];
                };
            };
        };
    };
    "Coupon.listClaims": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                state?: "expired" | "claimed" | "used";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
        };
    };
    "Coupon.exportClaims": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                state?: "expired" | "claimed" | "used";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Coupon.act": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CouponActionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponReply"];
                };
            };
        };
    };
    "Coupon.use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseCouponDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponReply"];
                };
            };
        };
    };
    "Form.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                search?: string;
                state?: "open" | "draft" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormPage"];
                };
            };
        };
    };
    "Form.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormReply"];
                };
            };
        };
    };
    "Form.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormReply"];
                };
            };
        };
    };
    "Form.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormReply"];
                };
            };
        };
    };
    "Form.act": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormActionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormReply"];
                };
            };
        };
    };
    "Form.submissions": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionPage"];
                };
            };
        };
    };
    "Form.statistics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormStatisticsReply"];
                };
            };
        };
    };
    "Form.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Storefront.home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomeReply"];
                };
            };
        };
    };
    "Storefront.article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReadReply"];
                };
            };
        };
    };
    "Storefront.claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedReply"];
                };
            };
        };
    };
    "Storefront.myCoupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCouponReply"][];
                };
            };
        };
    };
    "Storefront.form": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerFormReply"];
                };
            };
        };
    };
    "Storefront.submit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitFormDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedReply"];
                };
            };
        };
    };
    "Rule.catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleCatalogReply"];
                };
            };
        };
    };
    "Rule.schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSchemaReply"];
                };
            };
        };
    };
    "Rule.propertyValues": {
        parameters: {
            query: {
                /** @description Values of a property of this event, or of an attribute when absent. */
                event?: string;
                property: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyValueReply"][];
                };
            };
        };
    };
    "Rule.describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescribeRuleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleDescriptionReply"];
                };
            };
        };
    };
    "Tag.tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagTreeReply"];
                };
            };
        };
    };
    "Tag.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTagDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "Tag.listMetadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagMetadataReply"][];
                };
            };
        };
    };
    "Tag.owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagOwnerReply"][];
                };
            };
        };
    };
    "Tag.preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPreviewReply"];
                };
            };
        };
    };
    "Tag.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDetailReply"];
                };
            };
        };
    };
    "Tag.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Tag.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "Tag.publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTagReply"];
                };
            };
        };
    };
    "Tag.restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTagReply"];
                };
            };
        };
    };
    "Tag.evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedTagReply"];
                };
            };
        };
    };
    "Tag.cancelEvaluation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "Tag.pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "Tag.resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "Tag.retire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagItemReply"];
                };
            };
        };
    };
    "TagValues.ofMany": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagValuesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerValuesReply"][];
                };
            };
        };
    };
    "TagValues.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                value?: string;
                /** @description A day of Asia/Shanghai: who had it at the end of that day. */
                on?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPeopleReply"];
                };
            };
        };
    };
    "TagValues.trend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagTrendReply"];
                };
            };
        };
    };
    "TagValues.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportTagDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportFileReply"];
                };
            };
        };
    };
    "TagGroup.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTagGroupDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagGroupReply"];
                };
            };
        };
    };
    "TagGroup.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "TagGroup.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTagGroupDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagGroupReply"];
                };
            };
        };
    };
    "CustomerTag.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerTagReply"][];
                };
            };
        };
    };
    "CustomerTag.set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCustomerTagDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerTagReply"][];
                };
            };
        };
    };
    "CustomerTag.one": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
                tagId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTagReply"];
                };
            };
        };
    };
    "CustomerTag.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
                tagId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagSpanReply"][];
                };
            };
        };
    };
    "CustomerTag.why": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
                tagId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagWhyReply"];
                };
            };
        };
    };
    "HandTagBatch.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tagId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandTagBatchReply"][];
                };
            };
        };
    };
    "HandTagBatch.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tagId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandTagBatchDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandTagBatchReply"];
                };
            };
        };
    };
    "HandTagBatch.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tagId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandTagBatchReply"];
                };
            };
        };
    };
    "HandTagBatch.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tagId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandTagBatchReply"];
                };
            };
        };
    };
    "HandTagBatch.rejects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tagId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Analysis.overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverlapDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlapReply"];
                };
            };
        };
    };
    "Analysis.overlapPeople": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverlapPeopleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "Analysis.ofSegment": {
        parameters: {
            query?: {
                /** @description From 0. */
                part?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightReply"];
                };
            };
        };
    };
    "Analysis.ofAudience": {
        parameters: {
            query?: {
                /** @description From 0. */
                part?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightReply"];
                };
            };
        };
    };
    "Analysis.peopleOfSegment": {
        parameters: {
            query: {
                page?: number;
                pageSize?: number;
                kind: "tag" | "attribute" | "channel" | "age";
                key: string;
                value?: string;
                /** @description For a band: above this number. */
                above?: number;
                /** @description For a band: up to this number. */
                upto?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "Analysis.peopleOfAudience": {
        parameters: {
            query: {
                page?: number;
                pageSize?: number;
                kind: "tag" | "attribute" | "channel" | "age";
                key: string;
                value?: string;
                /** @description For a band: above this number. */
                above?: number;
                /** @description For a band: up to this number. */
                upto?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "SegmentPeople.ofRule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleOfRuleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "SegmentPeople.people": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "SegmentPeople.changes": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Only those who entered, or only those who left. */
                move?: "entered" | "left";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentChangesReply"];
                };
            };
        };
    };
    "Segment.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentItemReply"][];
                };
            };
        };
    };
    "Segment.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSegmentDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSegmentReply"];
                };
            };
        };
    };
    "Segment.count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSegmentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentCountReply"];
                };
            };
        };
    };
    "Segment.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentDetailReply"];
                };
            };
        };
    };
    "Segment.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Segment.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSegmentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSegmentReply"];
                };
            };
        };
    };
    "Segment.restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSegmentReply"];
                };
            };
        };
    };
    "Segment.evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSegmentReply"];
                };
            };
        };
    };
    "Segment.freeze": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameAudienceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceReply"];
                };
            };
        };
    };
    "CustomerSegment.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerSegmentReply"][];
                };
            };
        };
    };
    "CustomerSegment.why": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
                segmentId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentWhyReply"];
                };
            };
        };
    };
    "AudienceExport.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Part of the list's name or of the reason. */
                search?: string;
                state?: "pending" | "expired" | "withdrawn" | "approved" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceExportPage"];
                };
            };
        };
    };
    "AudienceExport.request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestExportDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceExportReply"];
                };
            };
        };
    };
    "AudienceExport.decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideExportDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceExportReply"];
                };
            };
        };
    };
    "AudienceExport.withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceExportReply"];
                };
            };
        };
    };
    "AudienceExport.make": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceExportReply"];
                };
            };
        };
    };
    "Audience.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description Part of the name. */
                search?: string;
                source?: "import" | "segment";
                sort?: "frozenAt" | "-frozenAt" | "people" | "-people" | "name" | "-name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudiencePage"];
                };
            };
        };
    };
    "Audience.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Audience.upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceImportReply"];
                };
            };
        };
    };
    "Audience.importOf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceImportReply"];
                };
            };
        };
    };
    "Audience.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceImportReply"];
                };
            };
        };
    };
    "Audience.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameAudienceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceReply"];
                };
            };
        };
    };
    "Audience.rejects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Audience.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceDetailReply"];
                };
            };
        };
    };
    "Audience.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Audience.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameAudienceDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudienceReply"];
                };
            };
        };
    };
    "Audience.people": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPeopleReply"];
                };
            };
        };
    };
    "Campaign.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                search?: string;
                state?: "cancelled" | "draft" | "planning" | "planned" | "scheduled" | "sending" | "finished";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPage"];
                };
            };
        };
    };
    "Campaign.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveCampaignDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignOptions"];
                };
            };
        };
    };
    "Campaign.templates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateReply"][];
                };
            };
        };
    };
    "Campaign.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveCampaignDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Campaign.plan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    "Campaign.replan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.send": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendCampaignDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
        };
    };
    "Campaign.ledger": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description One state, or several with commas between them. */
                state?: ("failed" | "planned" | "sending" | "skipped" | "submitted" | "unknown" | "delivered")[];
                reason?: "NO_CONSENT" | "NOT_A_FOLLOWER" | "NOT_A_CONTACT" | "FREQUENCY_CAP" | "CHANNEL_NOT_NEEDED" | "PLATFORM_CAP" | "CAMPAIGN_CANCELLED" | "ERASED" | "USER_BLOCKED" | "UNSUBSCRIBED" | "NOT_A_CONTACT_ANYMORE" | "CONTENT_REFUSED" | "PLATFORM_ERROR" | "NOT_CONFIRMED" | "QUOTA_EXCEEDED";
                channel?: "official_account_template" | "work_group_message";
                /** @description Only people who were drawn to be reached, or `none`: people whom no channel could reach. */
                arm?: "reached" | "none";
                /** @description The control group instead of deliveries. */
                control?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    "Campaign.export": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description One state, or several with commas between them. */
                state?: ("failed" | "planned" | "sending" | "skipped" | "submitted" | "unknown" | "delivered")[];
                reason?: "NO_CONSENT" | "NOT_A_FOLLOWER" | "NOT_A_CONTACT" | "FREQUENCY_CAP" | "CHANNEL_NOT_NEEDED" | "PLATFORM_CAP" | "CAMPAIGN_CANCELLED" | "ERASED" | "USER_BLOCKED" | "UNSUBSCRIBED" | "NOT_A_CONTACT_ANYMORE" | "CONTENT_REFUSED" | "PLATFORM_ERROR" | "NOT_CONFIRMED" | "QUOTA_EXCEEDED";
                channel?: "official_account_template" | "work_group_message";
                /** @description Only people who were drawn to be reached, or `none`: people whom no channel could reach. */
                arm?: "reached" | "none";
                /** @description The control group instead of deliveries. */
                control?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Campaign.effect": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectReply"];
                };
            };
        };
    };
    "Lead.list": {
        parameters: {
            query?: {
                page?: number;
                pageSize?: number;
                /** @description `mine`, `pool` or `all`; who may not see all gets one's own and the pool's. */
                scope?: "mine" | "pool" | "all";
                state?: "new" | "contacted" | "interested" | "negotiating" | "won" | "lost" | "dormant";
                ownerId?: number;
                /** @description Only those whose next step is due. */
                due?: "due";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadPage"];
                };
            };
        };
    };
    "Lead.open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenLeadDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Lead.summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadSummary"];
                };
            };
        };
    };
    "Lead.sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesReply"][];
                };
            };
        };
    };
    "Lead.detail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Lead.addNote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddNoteDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Lead.move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Lead.claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Lead.assign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetail"];
                };
            };
        };
    };
    "Overview.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewReply"];
                };
            };
        };
    };
    "Portrait.byContact": {
        parameters: {
            query: {
                /** @description The external_userid that 企业微信 names. */
                externalUserid: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortraitReply"];
                };
            };
        };
    };
    "Portrait.ofCustomer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortraitReply"];
                };
            };
        };
    };
    "Sidebar.settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SidebarConfigReply"];
                };
            };
        };
    };
    "Sidebar.signatures": {
        parameters: {
            query: {
                /** @description The page's own address without what follows `#`, exactly as the browser has it. */
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SidebarSignaturesReply"];
                };
            };
        };
    };
    "Engine.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EngineStatusReply"];
                };
            };
        };
    };
    "Engine.requestRebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RebuildReply"];
                };
            };
        };
    };
    "Export.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportFileReply"][];
                };
            };
        };
    };
    "Export.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportFileReply"];
                };
            };
        };
    };
    "Export.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportFileReply"];
                };
            };
        };
    };
    "Export.file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
