// Package media takes photos, audio and video, keeps them clean, and shows them by signed links. Other capabilities
// attach what was uploaded to what it shows.
//
// An upload is announced, stored and examined. What is kept is never the file as it came: package picture encodes a
// picture anew, package recording rewrites a sound or a video, so that no position, date, device or hidden content
// survives. Bytes lie in the blob store, in a folder of their attachment under the digest of what they are; the row says
// which of them is shown. A redaction puts another one in the place of what is shown and keeps the original for those
// who may reveal it.
//
// Glossary:
//
//	附件   = Attachment       one photo, audio or video
//	原图   = original         what is kept of the upload, clean and whole
//	内容   = content          what everybody is shown of it
//	缩略图 = thumbnail        the small picture of the content
//	打码   = redact           cover regions of the content, or withhold all of it
//	调阅   = reveal           read the original of a redacted attachment, with a reason
//	签名链接 = link           an address that opens without signing in, for one use and a short time
//	清理   = sweep            delete what nothing refers to
//
// Invariants, and where each is enforced:
//
//  1. What is kept was decoded or walked whole, and nothing of the uploaded file stays in the store after the verdict:
//     examine, FinishAttachment, sweep.
//  2. The state moves only along states.go, by compare-and-set: constraints attachment_state, attachment_kept_has_original,
//     attachment_rejected_has_reason.
//  3. An attachment belongs to at most one subject, which its uploader has chosen, and only when it is ready: Attach,
//     constraints attachment_attached_is_kept, attachment_subject_has_time.
//  4. Whoever may read the subject may read what is shown of its attachments; nobody else may but the uploader, and only a
//     reveal shows the original of a redacted one: find, hung, RevealAttachment, constraint attachment_withheld_shows_nothing.
//  5. A link opens one variant of one attachment in one tenant until it lapses, and shows what is shown when it is opened,
//     not when it was made: package link, open.
//  6. A person and a district keep within their quota: spend, under the locks of their rows in attachment_usage.
//  7. A row without its blob and a blob without its row are found and mended: compare.
package media
