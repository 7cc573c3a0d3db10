// Package notice tells people what has happened: in their inbox, and through the channels that reach them elsewhere.
//
// Glossary: 通知 = Notice, 收件箱 = inbox (the notices of a person), 投递 = Delivery, 渠道 = Channel, 模板 = Template.
//
// It follows the numbered events. The capability that keeps an event's subject says who is told (Audience); a template of
// the district says in which words and by which channels. So a change of the mission never waits for a notice, and a channel
// that fails holds up nothing but its own deliveries.
//
// Invariants:
//
//  1. A person is told of an event once: notice_event_person_unique; and once by each channel: delivery_notice_channel_unique.
//  2. A notice says nothing of any person: its words are those of a template, which has no place to fill.
//  3. A provider gets each delivery under one id, however often it is tried, and so can deliver it once (Deliver).
//  4. A person sees his own notices and nobody else's (find).
package notice
