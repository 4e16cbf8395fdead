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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountSecretsReply: {
            secret: boolean;
            token: boolean;
            encodingAESKey: boolean;
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
            secrets: components["schemas"]["AccountSecretsReply"];
            /** @description What the platform must be told to call; null for kinds without callbacks. */
            callbackUrl: string | null;
            lastCheck: components["schemas"]["ConnectionCheckReply"] | null;
            createdAt: string;
        };
        CreateAccountBody: {
            /** @enum {string} */
            kind: "official_account" | "mini_program" | "work";
            /** @description AppID or corp id. */
            key: string;
        };
        UpdateAccountBody: {
            /** @enum {string} */
            status: "active" | "disabled";
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
        };
        UpdateChannelCodeBody: Record<string, never>;
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
            permissions: ("overview.read" | "customer.read" | "customer.write" | "customer.merge" | "customer.reveal-phone" | "customer.erase" | "content.read" | "content.write" | "product.read" | "product.write" | "order.read" | "order.import" | "incentive.read" | "incentive.write" | "event.read" | "event.write" | "tag.read" | "tag.write" | "tag.publish" | "segment.read" | "segment.write" | "segment.export" | "campaign.read" | "campaign.write" | "campaign.send" | "lead.read-own" | "lead.read-all" | "lead.follow" | "lead.assign" | "intake.read" | "intake.replay" | "account.read" | "account.write" | "channel-code.write" | "staff.read" | "staff.write" | "audit.read" | "system.read" | "system.operate")[];
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
            state: "pending" | "running" | "done" | "dead" | "cancelled";
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
                state?: "pending" | "running" | "done" | "dead" | "cancelled";
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
}
