package media

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of MediaService, an upload or a link may fail with, beside the faults of the platform.
var (
	ErrExists = fault.New(fault.Conflict, "ATTACHMENT_EXISTS",
		"该附件编号已被使用", "the attachment id is taken")
	ErrQuota = fault.New(fault.Limited, "ATTACHMENT_QUOTA",
		"上传数量或空间已达上限", "the quota for uploads is used up")
	ErrContentMissing = fault.New(fault.WrongState, "CONTENT_MISSING",
		"尚未上传内容", "nothing was uploaded yet")
	ErrContentDiffers = fault.New(fault.Invalid, "CONTENT_DIFFERS",
		"上传的内容与摘要不符", "what was uploaded does not have the digest that was sent")
	ErrUploadLapsed = fault.New(fault.WrongState, "UPLOAD_LAPSED",
		"上传已超时，请重新上传", "the time to upload is over; start again")
	ErrScannerUnavailable = fault.New(fault.Unavailable, "SCANNER_UNAVAILABLE",
		"病毒扫描暂时不可用，请稍后再试", "the virus scanner does not answer; try again later")
	ErrRejected = fault.New(fault.Invalid, "ATTACHMENT_REJECTED",
		"文件未通过检查", "the file was refused")
	ErrNotAPicture = fault.New(fault.Invalid, "NOT_A_PICTURE",
		"只有图片可以局部打码", "only a picture has regions")
	ErrRegionOutside = fault.New(fault.Invalid, "REGION_OUTSIDE",
		"打码区域超出图片范围", "the region reaches beyond the picture")
	ErrUnknown = fault.New(fault.Invalid, "ATTACHMENT_UNKNOWN",
		"附件不存在、未就绪或已被使用", "the attachment does not exist, is not ready, or is attached already")
	ErrTooMany = fault.New(fault.Invalid, "TOO_MANY_ATTACHMENTS",
		"附件数量超出上限", "more attachments than it may have")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"attachment_pkey": ErrExists,
}
