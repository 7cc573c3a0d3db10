// Package notice tells people what has happened: in their inbox, and through the channels that reach them elsewhere.
//
// Glossary: 通知 = Notice, 收件箱 = inbox (the notices of a person), 投递 = Delivery, 渠道 = Channel, 模板 = Template,
// 订阅消息 = subscription message, 订阅次数 = MessageQuota, 邮箱 = MailAddress, 退订 = unsubscribe, Exit.
//
// It follows the numbered events. The capability that keeps an event's subject says who is told (Audience); a template of
// the district says in which words and by which channels, one after the other until one carries it. So a change of the mission never waits for a notice, and a channel
// that fails holds up nothing but its own deliveries.
//
// Invariants:
//
//  1. A person is told of an event once, and of events that are one act once: notice_event_person_unique, pieceOf; and once by each channel: delivery_notice_channel_unique.
//     He is told of nothing that he may not read (audience).
//  2. A notice says nothing of any person: its words are those of a template, which has no place to fill.
//  3. A provider gets each delivery under one id, however often it is tried, and so can deliver it once (Deliver); WeChat alone
//     takes no id.
//  4. A person sees his own notices and nobody else's (find).
//  5. One consent carries one subscription message: what a try may have used is taken before it (wechatMessages.Reach), and
//     never below nothing: message_quota_remaining.
//  6. A notice of what somebody wanted to be told of carries a token that ends that, the same in every message of it (exit).
//  7. No notice is mailed to an address before its person has proved to read it (mails.Reach).
package notice
