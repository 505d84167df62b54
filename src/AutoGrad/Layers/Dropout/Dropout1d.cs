namespace AutoGrad;

/// <summary>Drops whole channels over one spatial axis, in training: [samples, channels, length]; see <see cref="ChannelDropout"/>.</summary>
/// <param name="rate">The share of channels that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class Dropout1d(double rate = 0.5) : ChannelDropout(nameof(Dropout1d), 1, rate);
