package record

// A Time is when a turn starts or ends, since the start of the recording, in 32 bits:
// milliseconds up to 24 days, and seconds after that, as in a chat of years.
type Time int32

// NoTime is an unknown time.
const NoTime Time = -1

// TimeOf returns the Time of a number of milliseconds: NoTime if it is negative, or above
// 68 years.
func TimeOf(ms int64) Time {
	const most = 1<<31 - 1
	switch s := ms / 1000; {
	case ms < 0 || s > most-2:
		return NoTime
	case ms <= most:
		return Time(ms)
	default:
		return Time(-s - 2)
	}
}

// Known reports whether t is a time.
func (t Time) Known() bool { return t != NoTime }

// Milliseconds returns t in milliseconds, -1 for NoTime.
func (t Time) Milliseconds() int64 {
	if t < NoTime {
		return -(int64(t) + 2) * 1000
	}
	return int64(t)
}
